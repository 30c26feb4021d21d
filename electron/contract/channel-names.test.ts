import { expect, it } from 'vitest';
import { eventNames, requestNames } from './channel-names.ts';
import { events, requests } from './channels.ts';

it('the preload offers exactly the requests of the contract', () => {
  expect([...requestNames].sort()).toEqual(Object.keys(requests).sort());
});

it('the preload offers exactly the events of the contract', () => {
  expect([...eventNames].sort()).toEqual(Object.keys(events).sort());
});

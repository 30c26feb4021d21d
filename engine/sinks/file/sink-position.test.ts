import { expect, test } from 'vitest';
import { decideSinkPosition, type SinkPosition } from './sink-position.ts';

const goesOn: SinkPosition = { kind: 'goes-on' };

test.each<[latest: number, next: number, isRerun: boolean, SinkPosition]>([
  [-1, 0, false, goesOn],
  [-1, 0, true, goesOn],
  [4, 5, false, goesOn],
  [4, 5, true, goesOn],
  [5, 5, true, { kind: 'holds-rerun' }],
  [0, 0, true, { kind: 'holds-rerun' }],
  // Nobody has planned the batch, so it is somebody else's.
  [5, 5, false, { kind: 'is-ahead', logged: 5 }],
  [0, 0, false, { kind: 'is-ahead', logged: 0 }],
  [6, 5, true, { kind: 'is-ahead', logged: 6 }],
  [99, 0, false, { kind: 'is-ahead', logged: 99 }],
  [3, 5, true, { kind: 'is-behind', missing: 4 }],
  [-1, 5, false, { kind: 'is-behind', missing: 0 }],
])('[11.4] a log up to batch %i, next batch %i (planned before: %s): %o', (latest, next, isRerun, position) => {
  expect(decideSinkPosition(latest, next, isRerun)).toEqual(position);
});

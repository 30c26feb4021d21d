import { expect, it } from 'vitest';
import { columnChanges } from './column-changes.ts';

const column = (name: string, type = 'string') => ({ name, type, nullable: true });

it('tells what a node makes, what it changes and what ends in it', () => {
  const input = [column('time', 'bigint'), column('action'), column('user')];
  const output = [column('ACTION'), column('time', 'timestamp'), column('window', 'struct<start:timestamp>')];
  const { isNew, gone } = columnChanges([input], output);
  expect(isNew).toEqual([false, true, true]);
  expect(gone.map(({ name }) => name)).toEqual(['user']);
});

it('says a column of several inputs once', () => {
  expect(columnChanges([[column('k')], [column('K')]], []).gone).toHaveLength(1);
});

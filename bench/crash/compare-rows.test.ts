import { expect, test } from 'vitest';
import { compareRows } from './compare-rows.ts';

test.each([
  ['the same in another order', ['a', 'b', 'b'], ['b', 'a', 'b'], [0, 0, 0]],
  ['nothing of nothing', [], [], [0, 0, 0]],
  ['one lost', ['a', 'b'], ['a'], [1, 0, 0]],
  ['one of two lost', ['a', 'a'], ['a'], [1, 0, 0]],
  ['one doubled', ['a'], ['a', 'a', 'a'], [0, 2, 0]],
  ['one that should not be there, twice', ['a'], ['a', 'z', 'z'], [0, 0, 2]],
  ['a count that is too high', ['x 2'], ['x 3'], [1, 0, 1]],
])('%s', (_, expected, rows, [lost, doubled, strange]) => {
  expect(compareRows(expected, rows)).toMatchObject({ lost, doubled, strange });
});

test('names what differs, and only some of it', () => {
  const { examples } = compareRows(
    ['a'],
    Array.from({ length: 50 }, (_, i) => `strange ${i}`),
  );
  expect(examples).toHaveLength(5);
  expect(examples[0]).toBe('0 times in place of 1: a');
});

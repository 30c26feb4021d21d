import { expect, test } from 'vitest';
import { RowPair } from './row-pair.ts';

test('puts rows side by side; a copy stays as it was', () => {
  const pair = new RowPair(2, 1);
  expect(pair.current).toEqual([null, null, null]);
  pair.put('left', ['a', 'b']);
  pair.put('right', [1]);
  const copy = pair.copy();
  pair.put('right', [2]);
  expect(pair.current).toEqual(['a', 'b', 2]);
  pair.clear('left');
  expect(pair.current).toEqual([null, null, 2]);
  pair.put('left', ['c', 'd']);
  pair.clear('right');
  expect(pair.current).toEqual(['c', 'd', null]);
  expect(copy).toEqual(['a', 'b', 1]);
});

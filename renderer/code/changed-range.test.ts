import { expect, it } from 'vitest';
import { changedRange } from './changed-range.ts';

it.each([
  ['', 'abc'],
  ['abc', ''],
  ['abc', 'abXc'],
  ['aaa', 'aa'],
  ['aa', 'aaa'],
  ['left.x', 'right.x'],
  ['abab', 'ab'],
])('turns %j into %j', (before, after) => {
  const change = changedRange(before, after);
  expect(change).not.toBeNull();
  const { from, to, insert } = change ?? { from: 0, to: 0, insert: '' };
  expect(before.slice(0, from) + insert + before.slice(to)).toBe(after);
});

it('is nothing between equals, and only what differs', () => {
  expect(changedRange('a', 'a')).toBeNull();
  expect(changedRange('price * 2 > 3', 'price * 20 > 3')).toEqual({ from: 9, to: 9, insert: '0' });
});

import { expect, test } from 'vitest';
import { excerpt } from './excerpt.ts';

test.each([
  ['', 60, ''],
  ['a'.repeat(60), 60, 'a'.repeat(60)],
  ['a'.repeat(61), 60, `${'a'.repeat(60)}…`],
  ['abc', 2, 'ab…'],
])('%j in %i', (text, lengthMax, shown) => {
  expect(excerpt(text, lengthMax)).toBe(shown);
});

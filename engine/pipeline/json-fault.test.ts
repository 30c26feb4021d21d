import { expect, test } from 'vitest';
import { findJsonFault } from './json-fault.ts';

test.each([
  ['', 0],
  ['{', 1],
  ['{"a":}', 5],
  ['{"a":1,}', 7],
  ['{"a":1 "b":2}', 7],
  ['[1,2', 4],
  ['[1 2]', 3],
  ['{a:1}', 1],
  ['[01]', 2],
  ['"a', 0],
  ['["\\x"]', 1],
  ['{} x', 3],
  ['[true, nul]', 7],
  ['{\n  "format": nonsense\n}', 14],
])('%j', (text, offset) => {
  expect(() => JSON.parse(text)).toThrow();
  expect(findJsonFault(text)).toBe(offset);
});

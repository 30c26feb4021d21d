import { expect, test } from 'vitest';
import { decimal } from './data-type.ts';
import { decimalFromText } from './decimal-from-text.ts';

test.each([
  ['12.5', 1250n],
  ['-0.005', -1n],
  ['1e2', 10_000n],
  ['1e-9999999999', 0n],
  ['0e0000000001', 0n],
  // Where a cast is more lenient.
  [' 1', null],
  ['1\t', null],
  ['1e-99999999999', null],
  ['0e+00000000001', null],
  ['123456789', null],
  ['', null],
  ['1e', null],
])('%j in a record', (text, wanted) => {
  expect(decimalFromText(text, decimal(10, 2))).toBe(wanted);
});

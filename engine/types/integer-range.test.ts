import { expect, test } from 'vitest';
import { BIGINT_MAX, BIGINT_MIN, inIntegerRange, integerRange } from './integer-range.ts';

test.each([
  ['tinyint', 127n, 128n],
  ['smallint', 32_767n, 32_768n],
  ['int', 2_147_483_647n, 2_147_483_648n],
  ['bigint', BIGINT_MAX, BIGINT_MAX + 1n],
] as const)('%s ends at %d', (kind, last, beyond) => {
  expect(integerRange(kind)).toEqual({ min: -last - 1n, max: last });
  expect(inIntegerRange(last, kind)).toBe(true);
  expect(inIntegerRange(beyond, kind)).toBe(false);
  expect(inIntegerRange(-last - 1n, kind)).toBe(true);
  expect(inIntegerRange(-last - 2n, kind)).toBe(false);
});

test('the ends of bigint are those of 64 bits', () => {
  expect(BIGINT_MIN).toBe(-(2n ** 63n));
  expect(BIGINT_MAX).toBe(2n ** 63n - 1n);
});

test.each([1.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 63])('%d is in no range', (value) => {
  expect(inIntegerRange(value, 'int')).toBe(false);
  expect(inIntegerRange(value, 'bigint')).toBe(false);
});

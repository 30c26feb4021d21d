import { describe, expect, test } from 'vitest';
import { decimal } from './data-type.ts';
import {
  addDecimals,
  addType,
  decimalForNumeric,
  decimalToDouble,
  divideDecimals,
  divideType,
  fitsPrecision,
  multiplyDecimals,
  multiplyType,
  printDecimal,
  remainderDecimals,
  remainderType,
  rescale,
  subtractDecimals,
  widerDecimal,
} from './decimal.ts';

test.each([
  [125n, 2, 1, 13n],
  [-125n, 2, 1, -13n],
  [124n, 2, 1, 12n],
  [-124n, 2, 1, -12n],
  [5n, 1, 0, 1n],
  [-5n, 1, 0, -1n],
  [4n, 1, 0, 0n],
  [-4n, 1, 0, 0n],
  [1n, 0, 3, 1000n],
  [0n, 5, 0, 0n],
  [10n ** 38n - 1n, 38, 37, 10n ** 37n],
])('%d at scale %i is at scale %i %d', (unscaled, from, to, wanted) => {
  expect(rescale(unscaled, from, to)).toBe(wanted);
});

test.each([
  [99n, 2, true],
  [100n, 2, false],
  [-99n, 2, true],
  [-100n, 2, false],
  [10n ** 38n - 1n, 38, true],
  [10n ** 38n, 38, false],
])('%d has at most %i digits: %s', (unscaled, precision, fits) => {
  expect(fitsPrecision(unscaled, precision)).toBe(fits);
});

describe('result types', () => {
  const p = decimal;
  test.each([
    ['sum', addType, p(10, 2), p(5, 4), p(13, 4)],
    ['sum of the widest', addType, p(38, 0), p(38, 0), p(38, 0)],
    ['sum cut to 38', addType, p(38, 10), p(38, 10), p(38, 9)],
    ['sum of extremes', addType, p(38, 38), p(38, 0), p(38, 6)],
    ['product', multiplyType, p(10, 2), p(5, 4), p(16, 6)],
    ['product cut to 38', multiplyType, p(38, 18), p(38, 18), p(38, 6)],
    ['product that keeps few digits', multiplyType, p(38, 2), p(38, 2), p(38, 4)],
    ['quotient', divideType, p(10, 2), p(5, 4), p(20, 8)],
    ['quotient of integers', divideType, p(10, 0), p(10, 0), p(21, 11)],
    ['quotient of narrow ones', divideType, p(3, 0), p(2, 0), p(9, 6)],
    ['quotient cut to 38', divideType, p(38, 10), p(38, 10), p(38, 6)],
    ['remainder', remainderType, p(10, 2), p(5, 4), p(5, 4)],
    ['remainder of different sizes', remainderType, p(5, 0), p(20, 10), p(15, 10)],
    ['common type', widerDecimal, p(10, 2), p(5, 4), p(12, 4)],
    ['common type beyond 38', widerDecimal, p(38, 0), p(38, 38), p(38, 0)],
    ['common type that loses some', widerDecimal, p(30, 0), p(20, 15), p(38, 8)],
  ])('%s', (_, typeOf, a, b, wanted) => {
    expect(typeOf(a, b)).toEqual(wanted);
  });

  test.each([
    ['tinyint', 3, 0],
    ['smallint', 5, 0],
    ['int', 10, 0],
    ['bigint', 20, 0],
    ['float', 14, 7],
    ['double', 30, 15],
  ] as const)('%s is decimal(%i,%i)', (kind, precision, scale) => {
    expect(decimalForNumeric(kind)).toEqual(decimal(precision, scale));
  });
});

describe('arithmetic', () => {
  const money = decimal(10, 2);
  const rate = decimal(5, 4);
  test.each([
    ['1.25 + 0.0150', addDecimals(125n, money, 150n, rate, addType(money, rate)), 12_650n],
    ['-1.25 - 0.0150', subtractDecimals(-125n, money, 150n, rate, addType(money, rate)), -12_650n],
    ['1.25 * -0.0150', multiplyDecimals(125n, money, -150n, rate, multiplyType(money, rate)), -18_750n],
    ['1.00 / 0.0003', divideDecimals(100n, money, 3n, rate, divideType(money, rate)), 333_333_333_333n],
    ['-2.00 / 3.0000', divideDecimals(-200n, money, 30_000n, rate, divideType(money, rate)), -66_666_667n],
    ['-7.00 % 3.0000', remainderDecimals(-700n, money, 30_000n, rate, remainderType(money, rate)), -10_000n],
    ['7.00 % -3.0000', remainderDecimals(700n, money, -30_000n, rate, remainderType(money, rate)), 10_000n],
  ])('%s', (_, result, wanted) => {
    expect(result).toBe(wanted);
  });

  test('a result that is too wide is an error', () => {
    const wide = decimal(38, 0);
    const most = 10n ** 38n - 1n;
    expect(() => addDecimals(most, wide, 1n, wide, wide)).toThrow(
      expect.objectContaining({ code: 'EXE-005', params: { value: `1${'0'.repeat(38)}`, precision: 38, scale: 0 } }),
    );
    expect(() => multiplyDecimals(most, wide, 2n, wide, wide)).toThrow(expect.objectContaining({ code: 'EXE-005' }));
  });

  test.each([
    ['division', divideDecimals, 'EXE-004'],
    ['remainder', remainderDecimals, 'EXP-040'],
  ])('%s by zero is an error', (_, operation, code) => {
    expect(() => operation(1n, money, 0n, rate, money)).toThrow(expect.objectContaining({ code }));
  });
});

test.each([
  [1250n, 2, '12.50'],
  [-5n, 3, '-0.005'],
  [0n, 2, '0.00'],
  [7n, 0, '7'],
  [-(10n ** 38n - 1n), 38, `-0.${'9'.repeat(38)}`],
])('%d at scale %i prints %s', (unscaled, scale, text) => {
  expect(printDecimal(unscaled, scale)).toBe(text);
});

test.each([
  [1n, 1, 0.1],
  [-15n, 1, -1.5],
  [0n, 10, 0],
  [2n ** 53n + 1n, 0, 9_007_199_254_740_992],
  [123_456_789_012_345_678_901_234_567_890n, 10, 12345678901234567e3],
  [1n, 38, 1e-38],
])('%d at scale %i is nearest to %d', (unscaled, scale, wanted) => {
  expect(decimalToDouble(unscaled, scale)).toBe(wanted);
});

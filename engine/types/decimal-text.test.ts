import { describe, expect, test } from 'vitest';
import { decimal } from './data-type.ts';
import { exceedsAllDecimals, parseDecimal, readDecimalText } from './decimal-text.ts';

describe('parseDecimal', () => {
  test.each([
    ['12.5', 10, 2, 1250n],
    [' +12.5\t', 10, 2, 1250n],
    ['-0.005', 10, 2, -1n],
    ['0.005', 10, 2, 1n],
    ['0.0049999999999999999999999', 10, 2, 0n],
    ['.5', 2, 0, 1n],
    ['1.', 2, 0, 1n],
    ['1e3', 10, 0, 1000n],
    ['1E-2', 10, 2, 1n],
    ['5e-3', 10, 2, 1n],
    ['5e-4', 10, 2, 0n],
    ['00000000000000000000000000000000000000000012', 2, 0, 12n],
    ['99.994', 4, 2, 9999n],
    ['99.995', 4, 2, null],
    ['100', 4, 2, null],
    ['-99.995', 4, 2, null],
    ['9'.repeat(38), 38, 0, 10n ** 38n - 1n],
    ['9'.repeat(39), 38, 0, null],
    ['0', 38, 38, 0n],
    ['1', 38, 38, null],
    ['1e-38', 38, 38, 1n],
    ['0e999999999999', 4, 2, 0n],
    ['1e-999999999999', 4, 2, 0n],
    ['1e999999999999', 38, 0, null],
    ['１２.٣', 5, 2, 1230n],
  ])('%s as decimal(%i,%i)', (text, precision, scale, wanted) => {
    expect(parseDecimal(text, decimal(precision, scale))).toBe(wanted);
  });

  test.each(['', ' ', '+', '.', 'e5', '1e', '1e+', '--1', '1 2', '1_000', '1,5', '0x10', 'NaN', '1d', '\u00a01'])(
    '"%s" is no number',
    (text) => {
      expect(parseDecimal(text, decimal(10, 2))).toBeNull();
    },
  );

  test('a million digits cost no more than reading them', () => {
    const started = performance.now();
    expect(parseDecimal(`0.${'3'.repeat(1_000_000)}`, decimal(4, 2))).toBe(33n);
    expect(parseDecimal('3'.repeat(1_000_000), decimal(4, 2))).toBeNull();
    expect(parseDecimal(`0.1${'0'.repeat(1_000_000)}1`, decimal(4, 2))).toBe(10n);
    expect(parseDecimal(`1${' '.repeat(1_000_000)}x`, decimal(4, 2))).toBeNull();
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});

test.each([
  ['9'.repeat(38), false],
  ['9'.repeat(39), true],
  ['1e38', true],
  ['1e37', false],
  ['0e1000', false],
])('%s exceeds every decimal: %s', (text, exceeds) => {
  const read = readDecimalText(text);
  expect(read !== null && exceedsAllDecimals(read)).toBe(exceeds);
});

import { describe, expect, test } from 'vitest';
import { doubleText, floatText } from './number-text.ts';

describe('doubles', () => {
  test.each([
    [0, '0.0'],
    [-0, '-0.0'],
    [1, '1.0'],
    [-1.5, '-1.5'],
    [100, '100.0'],
    [0.1, '0.1'],
    [0.001, '0.001'],
    [0.00123, '0.00123'],
    [0.0001, '1.0E-4'],
    [0.000123, '1.23E-4'],
    [-0.0009999, '-9.999E-4'],
    [1_234_567, '1234567.0'],
    [9_999_999.999, '9999999.999'],
    [1e7, '1.0E7'],
    [12_345_678, '1.2345678E7'],
    [1e10, '1.0E10'],
    [1e21, '1.0E21'],
    [2e23, '2.0E23'],
    [1.5e300, '1.5E300'],
    [5e-324, '4.9E-324'],
    [1.5e-323, '1.5E-323'],
    [2.2250738585072014e-308, '2.2250738585072014E-308'],
    [1.7976931348623157e308, '1.7976931348623157E308'],
    [2 ** 53 + 2, '9.007199254740994E15'],
    [Number.NaN, 'NaN'],
    [Number.POSITIVE_INFINITY, 'Infinity'],
    [Number.NEGATIVE_INFINITY, '-Infinity'],
  ])('%d is %s', (value, text) => {
    expect(doubleText(value)).toBe(text);
  });
});

describe('floats', () => {
  test.each([
    [0.1, '0.1'],
    [-0, '-0.0'],
    [1e10, '1.0E10'],
    [16_777_216, '1.6777216E7'],
    [3.4028235e38, '3.4028235E38'],
    [1.4e-45, '1.4E-45'],
    [1 / 3, '0.33333334'],
    [127.9, '127.9'],
    [0.001, '0.001'],
    [9.8e-45, '9.8E-45'],
    [Number.NaN, 'NaN'],
    [Number.NEGATIVE_INFINITY, '-Infinity'],
  ])('%d is %s', (value, text) => {
    expect(floatText(Math.fround(value))).toBe(text);
  });

  test('every text reads back as the same float', () => {
    const bits = new DataView(new ArrayBuffer(4));
    for (let i = 1; i < 20_000; i++) {
      bits.setUint32(0, Math.imul(i, 2_654_435_761) >>> 0);
      const value = bits.getFloat32(0);
      if (Number.isFinite(value)) expect(Math.fround(Number(floatText(value)))).toBe(value);
    }
  });
});

import { describe, expect, test } from 'vitest';
import { javaDouble } from './java-double.ts';

// As Java 17 prints the same texts after Double.parseDouble.
describe('numbers as Java reads them', () => {
  test.each<[string, number]>([
    ['1', 1],
    ['-.5', -0.5],
    ['1.', 1],
    ['1e3', 1000],
    ['1.5d', 1.5],
    ['2F', 2],
    ['0x1p3', 8],
    ['0X1.8P1', 3],
    ['-0x.8p0', -0.5],
    ['0x10.p-4', 1],
    ['0x1p3f', 8],
    ['0x0p5', 0],
    ['0x1.fffffffffffffp1023', Number.MAX_VALUE],
    ['0x1p1024', Number.POSITIVE_INFINITY],
    ['0x1p999999999999', Number.POSITIVE_INFINITY],
    ['0x1p-1074', 5e-324],
    ['0x1p-1075', 0],
    ['0x1.8p-1075', 5e-324],
    ['0x1p-999999999999', 0],
    ['0x1.00000000000008p0', 1],
    ['0x1.000000000000080000000000001p0', 1.0000000000000002],
    ['0x1.00000000000018p0', 1.0000000000000004],
  ])('%s', (text, value) => {
    expect(javaDouble(text)).toBe(value);
  });

  test('keeps the sign of zero', () => {
    expect(javaDouble('-0')).toBe(-0);
    expect(javaDouble('-0x0p1')).toBe(-0);
  });

  test.each(['', '.', 'x', '0x', '0x1', '0x.p1', '0xp1', '1e', ' 1', '1_0', '0x1p', 'NaN', '1dd'])(
    '%s is none',
    (text) => {
      expect(javaDouble(text)).toBeNull();
    },
  );

  test('a hostile length is refused unread', () => {
    expect(javaDouble(`0x${'f'.repeat(20_000)}p0`)).toBeNull();
  });
});

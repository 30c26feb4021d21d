import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { doubleOf, integerOf, numberEnd } from './number-text.ts';

const line = (text: string) => new TextEncoder().encode(`${text}\n`);

describe('numbers', () => {
  it.each<[string, number]>([
    ['0', 1],
    ['-0', 2],
    ['120,', 3],
    ['1.50}', 4],
    ['1e5', 3],
    ['1E+05 ', 5],
    ['-1.5e-3', 7],
    ['01', -1],
    ['-', -1],
    ['.5', -1],
    ['1.', -1],
    ['1.e5', -1],
    ['1e', -1],
    ['1e+', -1],
    ['+1', -1],
    ['NaN', -1],
    ['', -1],
    ['9'.repeat(64), 64],
    ['9'.repeat(65), -1],
  ])('%s ends at %i', (text, end) => {
    expect(numberEnd(line(text), 0)).toBe(end);
  });

  it('are the doubles that JavaScript reads', () => {
    const decimals = fc
      .tuple(fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), fc.integer({ min: 0, max: 25 }))
      .map(([digits, places]) => {
        const text = String(digits < 0n ? -digits : digits).padStart(places + 1, '0');
        const sign = digits < 0n ? '-' : '';
        return places === 0 ? `${sign}${text}` : `${sign}${text.slice(0, -places)}.${text.slice(-places)}`;
      });
    const doubles = fc.double({ noNaN: true, noDefaultInfinity: true }).map(String);
    fc.assert(
      fc.property(fc.oneof(decimals, doubles), (text) => {
        const bytes = line(text);
        const end = numberEnd(bytes, 0);
        return end === text.length && Object.is(doubleOf(bytes, 0, end), Number(text));
      }),
      { numRuns: 3000, seed: 11 },
    );
  });

  it.each<[string, number]>([
    ['0', 0],
    ['-0', 0],
    ['+7', 7],
    ['-007', -7],
    ['9007199254740991', 9007199254740991],
    ['-9007199254740991', -9007199254740991],
    ['9007199254740992', Number.NaN],
    ['9007199254740993', Number.NaN],
    ['00000000000000001', Number.NaN],
    ['', Number.NaN],
    ['-', Number.NaN],
    ['1.0', Number.NaN],
    ['1e3', Number.NaN],
    [' 1', Number.NaN],
  ])('%s is the integer %d', (text, value) => {
    expect(integerOf(line(text), 0, text.length)).toBe(value);
  });
});

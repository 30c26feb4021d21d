import { describe, expect, test } from 'vitest';
import {
  civilFromDays,
  civilFromMicros,
  dayOfYear,
  daysFromCivil,
  daysInMonth,
  floorDiv,
  floorMod,
  isCivilDate,
  isLeapYear,
  isoDayOfWeek,
  microsFromCivil,
} from './civil-date.ts';

describe('days and civil dates', () => {
  test.each([
    [0, 1970, 1, 1],
    [-1, 1969, 12, 31],
    [-719_162, 1, 1, 1],
    [-719_163, 0, 12, 31],
    [-719_528, 0, 1, 1],
    [-719_469, 0, 2, 29],
    [2_932_896, 9999, 12, 31],
    [2_932_897, 10_000, 1, 1],
    [11_016, 2000, 2, 29],
    [-25_508, 1900, 3, 1],
    [-25_509, 1900, 2, 28],
    [106_751_991, 294_247, 1, 10],
    [-106_751_992, -290_308, 12, 21],
  ])('%i is %i-%i-%i', (days, year, month, day) => {
    expect(civilFromDays(days)).toEqual({ year, month, day });
    expect(daysFromCivil(year, month, day)).toBe(days);
  });

  test('every day of eight centuries goes there and back', () => {
    const wrong: number[] = [];
    for (let days = daysFromCivil(1600, 1, 1); days < daysFromCivil(2400, 1, 1); days++) {
      const { year, month, day } = civilFromDays(days);
      if (daysFromCivil(year, month, day) !== days || !isCivilDate(year, month, day)) wrong.push(days);
    }
    expect(wrong).toEqual([]);
  });

  test.each([
    [2000, true],
    [1900, false],
    [2016, true],
    [2015, false],
    [0, true],
    [-4, true],
    [-100, false],
    [-1, false],
  ])('leap year %i: %s', (year, leap) => {
    expect(isLeapYear(year)).toBe(leap);
    expect(daysInMonth(year, 2)).toBe(leap ? 29 : 28);
    expect(dayOfYear({ year, month: 12, day: 31 })).toBe(leap ? 366 : 365);
  });

  test.each([
    [2021, 2, 29],
    [2021, 4, 31],
    [2021, 13, 1],
    [2021, 0, 1],
    [2021, 1, 0],
    [2021, 1, 32],
  ])('%i-%i-%i is no date', (year, month, day) => {
    expect(isCivilDate(year, month, day)).toBe(false);
  });

  test.each([
    [0, 4],
    [-1, 3],
    [3, 7],
    [4, 1],
    [-3, 1],
    [-4, 7],
    [17_008, 2],
  ])('day %i falls on weekday %i', (days, weekday) => {
    expect(isoDayOfWeek(days)).toBe(weekday);
  });
});

describe('microseconds and civil times', () => {
  test.each([
    [0n, { year: 1970, month: 1, day: 1, hour: 0, minute: 0, second: 0, micro: 0 }],
    [-1n, { year: 1969, month: 12, day: 31, hour: 23, minute: 59, second: 59, micro: 999_999 }],
    [-62_135_596_800_000_000n, { year: 1, month: 1, day: 1, hour: 0, minute: 0, second: 0, micro: 0 }],
    [253_402_300_799_999_999n, { year: 9999, month: 12, day: 31, hour: 23, minute: 59, second: 59, micro: 999_999 }],
    [2n ** 63n - 1n, { year: 294_247, month: 1, day: 10, hour: 4, minute: 0, second: 54, micro: 775_807 }],
    [-(2n ** 63n), { year: -290_308, month: 12, day: 21, hour: 19, minute: 59, second: 5, micro: 224_192 }],
  ])('%d', (micros, civil) => {
    expect(civilFromMicros(micros)).toEqual(civil);
    expect(microsFromCivil(civil)).toBe(micros);
  });
});

describe('division rounded down', () => {
  test.each([
    [7n, 2n, 3n, 1n],
    [-7n, 2n, -4n, 1n],
    [7n, -2n, -4n, -1n],
    [-7n, -2n, 3n, -1n],
    [-6n, 2n, -3n, 0n],
    [0n, 5n, 0n, 0n],
    [-1n, 86_400_000_000n, -1n, 86_399_999_999n],
  ])('%d by %d is %d, rest %d', (dividend, divisor, quotient, rest) => {
    expect(floorDiv(dividend, divisor)).toBe(quotient);
    expect(floorMod(dividend, divisor)).toBe(rest);
  });
});

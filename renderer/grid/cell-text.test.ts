import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../../engine/tables/sql-result.ts';
import { cellText, isNumericType } from './cell-text.ts';

const WINDOW = 'struct<start:timestamp,end:timestamp>';

describe('cellText', () => {
  it.each<[JsonValue, string, string, string]>([
    [null, 'string', 'UTC', 'NULL'],
    ['', 'string', 'UTC', ''],
    [true, 'boolean', 'UTC', 'true'],
    [-0.5, 'double', 'UTC', '-0.5'],
    ['9007199254740993', 'bigint', 'UTC', '9007199254740993'],
    ['2016-07-26T02:00:00Z', 'timestamp', 'UTC', '2016-07-26 02:00:00'],
    ['2016-07-26T02:00:00.25Z', 'timestamp', 'UTC', '2016-07-26 02:00:00.25'],
    ['2016-07-26T02:00:00.25Z', 'timestamp', 'Europe/Paris', '2016-07-26 04:00:00.25'],
    ['2016-07-26T23:30:00Z', 'timestamp', 'Asia/Kolkata', '2016-07-27 05:00:00'],
    ['2016-07-26T02:00:00Z', 'timestamp', 'Not/AZone', '2016-07-26 02:00:00'],
    ['2016-07-26T02:00:00Z', 'string', 'Europe/Paris', '2016-07-26T02:00:00Z'],
    ['2016-07-26', 'date', 'Europe/Paris', '2016-07-26'],
    [
      { start: '2016-07-26T02:00:00Z', end: '2016-07-26T03:00:00Z' },
      WINDOW,
      'UTC',
      '{2016-07-26 02:00:00, 2016-07-26 03:00:00}',
    ],
    [{ a: null, b: [1, 2] }, 'struct<a:int,b:array<int>>', 'UTC', '{NULL, [1, 2]}'],
  ])('shows %j of %s in %s as %s', (value, type, zone, text) => {
    expect(cellText(value, type, zone)).toBe(text);
  });
});

describe('isNumericType', () => {
  it.each([
    ['bigint', true],
    ['decimal(10,2)', true],
    ['double', true],
    ['interval', false],
    ['string', false],
    ['struct<int:int>', false],
  ])('%s: %s', (type, numeric) => {
    expect(isNumericType(type)).toBe(numeric);
  });
});

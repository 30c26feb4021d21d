import { describe, expect, test } from 'vitest';
import { microsFromCivil } from './civil-date.ts';
import { isTimeZone, localToEpochMicros, zoneId, zoneOffsetMicros } from './time-zone.ts';
import { isoTimestamp } from './timestamp-text.ts';

const SECOND = 1_000_000n;

/** Microseconds of `2021-03-28T02:30:00` or `-0044-03-15T12:00:00` on whatever clock is meant. */
function at(text: string): bigint {
  const found = /^([+-]?\d+)-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)$/.exec(text);
  if (found === null) throw new Error(text);
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = found.slice(1).map(Number);
  return microsFromCivil({ year, month, day, hour, minute, second, micro: 0 });
}

describe('names', () => {
  test.each([
    ['UTC', 'UTC'],
    ['Z', 'Z'],
    ['UT', 'UT'],
    ['GMT', 'GMT'],
    ['GMT0', 'GMT0'],
    ['GMT+2', 'GMT+02:00'],
    ['UTC+1', 'UTC+01:00'],
    ['UTC-0530', 'UTC-05:30'],
    ['UT+01:00:01', 'UT+01:00:01'],
    ['GMT+0', 'GMT'],
    ['+02:00', '+02:00'],
    ['+2', '+02:00'],
    ['+2:00', '+02:00'],
    ['+02:0', '+02:00'],
    ['-0230', '-02:30'],
    ['+00:00', 'Z'],
    ['-18:00', '-18:00'],
    ['Europe/Paris', 'Europe/Paris'],
    ['America/Argentina/Buenos_Aires', 'America/Argentina/Buenos_Aires'],
    ['America/Port-au-Prince', 'America/Port-au-Prince'],
    ['Etc/GMT+5', 'Etc/GMT+5'],
    ['EST5EDT', 'EST5EDT'],
    ['PST', 'America/Los_Angeles'],
    ['EST', '-05:00'],
  ])('%s is %s', (name, id) => {
    expect(isTimeZone(name)).toBe(true);
    expect(zoneId(name)).toBe(id);
  });

  test.each([
    '',
    ' ',
    'z',
    'utc',
    'europe/paris',
    'EUROPE/PARIS',
    'Europe/paris',
    'Europe/Nowhere',
    'Europe/',
    'Europe/Paris ',
    '+18:01',
    '+19',
    '+2:60',
    '+1:2:3',
    '2',
    'GMT+',
    'GMT+25',
    'GMT2',
    'ROC',
    '__proto__',
    'constructor',
    'Europe/Paris\n',
    'A'.repeat(100_000),
  ])('%j is no zone', (name) => {
    expect(isTimeZone(name)).toBe(false);
  });

  test('an unchecked name is a mistake of the caller', () => {
    expect(() => zoneOffsetMicros(0n, 'Europe/Nowhere')).toThrow(/isTimeZone/);
  });

  test('thousands of made-up names do no harm', () => {
    for (let i = 0; i < 5_000; i++) expect(isTimeZone(`Nowhere/Place${i}`)).toBe(false);
    expect(isTimeZone('Europe/Paris')).toBe(true);
  });
});

describe('offsets at an instant', () => {
  test.each([
    ['UTC', '2016-07-26T02:00:00', 0n],
    ['Z', '0001-01-01T00:00:00', 0n],
    ['+05:30', '2016-07-26T02:00:00', 19_800n],
    ['GMT-2', '2016-07-26T02:00:00', -7_200n],
    ['Europe/Paris', '2016-07-26T02:00:00', 7_200n],
    ['Europe/Paris', '2016-01-26T02:00:00', 3_600n],
    ['Europe/Paris', '2021-03-28T00:59:59', 3_600n],
    ['Europe/Paris', '2021-03-28T01:00:00', 7_200n],
    ['Europe/Paris', '2021-10-31T00:59:59', 7_200n],
    ['Europe/Paris', '2021-10-31T01:00:00', 3_600n],
    ['Europe/Paris', '0001-01-01T00:00:00', 561n],
    ['Europe/Paris', '-0044-03-15T12:00:00', 561n],
    ['Europe/Paris', '-290000-01-01T00:00:00', 561n],
    ['Europe/Paris', '9999-07-01T00:00:00', 7_200n],
    ['Europe/Paris', '9999-12-31T23:59:59', 3_600n],
    ['Europe/Paris', '290000-07-01T00:00:00', 7_200n],
    ['America/New_York', '2016-07-26T02:00:00', -14_400n],
    ['America/New_York', '1883-11-18T16:59:59', -17_762n],
    ['America/New_York', '1883-11-18T17:00:00', -18_000n],
    ['America/New_York', '2021-03-14T06:59:59', -18_000n],
    ['America/New_York', '2021-03-14T07:00:00', -14_400n],
    ['Asia/Kathmandu', '2016-07-26T02:00:00', 20_700n],
    ['Australia/Lord_Howe', '2016-07-26T02:00:00', 37_800n],
    ['Australia/Lord_Howe', '2016-01-26T02:00:00', 39_600n],
    ['Pacific/Apia', '2011-12-30T09:59:59', -36_000n],
    ['Pacific/Apia', '2011-12-30T10:00:00', 50_400n],
    ['Africa/Casablanca', '2016-06-07T00:00:00', 0n],
    ['Africa/Casablanca', '2016-06-05T00:00:00', 3_600n],
  ])('%s at %s', (zone, instant, seconds) => {
    expect(zoneOffsetMicros(at(instant), zone)).toBe(seconds * SECOND);
  });

  test('one microsecond before the change is still before it', () => {
    const change = at('2021-03-28T01:00:00');
    expect(zoneOffsetMicros(change - 1n, 'Europe/Paris')).toBe(3_600n * SECOND);
    expect(zoneOffsetMicros(change, 'Europe/Paris')).toBe(7_200n * SECOND);
  });

  test('the ends of 64 bits', () => {
    expect(zoneOffsetMicros(2n ** 63n - 1n, 'Europe/Paris')).toBe(3_600n * SECOND);
    expect(zoneOffsetMicros(-(2n ** 63n), 'Europe/Paris')).toBe(561n * SECOND);
  });

  test('answers do not depend on what was asked before', () => {
    const instants = ['1900-01-01', '2021-07-01', '2021-01-01', '0500-01-01', '2500-07-01'].map((day) =>
      at(`${day}T00:00:00`),
    );
    const forward = instants.map((instant) => zoneOffsetMicros(instant, 'America/New_York'));
    const backward = [...instants].reverse().map((instant) => zoneOffsetMicros(instant, 'America/New_York'));
    expect(backward.reverse()).toEqual(forward);
    expect(forward.map((offset) => offset / SECOND)).toEqual([-18_000n, -14_400n, -18_000n, -17_762n, -14_400n]);
  });
});

describe('instants of local times', () => {
  test.each([
    ['UTC', '2021-03-28T02:30:00', '2021-03-28T02:30:00Z'],
    ['-02:30', '2021-03-28T02:30:00', '2021-03-28T05:00:00Z'],
    ['Europe/Paris', '2016-07-26T02:00:00', '2016-07-26T00:00:00Z'],
    // Skipped by the clock: moves forward by the hour that is missing, to 03:30.
    ['Europe/Paris', '2021-03-28T02:30:00', '2021-03-28T01:30:00Z'],
    ['Europe/Paris', '2021-03-28T01:59:59', '2021-03-28T00:59:59Z'],
    ['Europe/Paris', '2021-03-28T02:00:00', '2021-03-28T01:00:00Z'],
    ['Europe/Paris', '2021-03-28T03:00:00', '2021-03-28T01:00:00Z'],
    // Shown twice by the clock: the first time is meant.
    ['Europe/Paris', '2021-10-31T02:30:00', '2021-10-31T00:30:00Z'],
    ['Europe/Paris', '2021-10-31T02:00:00', '2021-10-31T00:00:00Z'],
    ['Europe/Paris', '2021-10-31T03:00:00', '2021-10-31T02:00:00Z'],
    ['America/New_York', '2021-03-14T02:30:00', '2021-03-14T07:30:00Z'],
    ['America/New_York', '2021-11-07T01:30:00', '2021-11-07T05:30:00Z'],
    ['America/New_York', '2021-11-07T00:59:59', '2021-11-07T04:59:59Z'],
    // A whole day that Samoa left out.
    ['Pacific/Apia', '2011-12-30T12:00:00', '2011-12-30T22:00:00Z'],
    ['Australia/Lord_Howe', '2021-10-03T02:15:00', '2021-10-02T15:45:00Z'],
    ['Europe/Paris', '0001-01-01T00:00:00', '0000-12-31T23:50:39Z'],
    ['Europe/Paris', '9999-12-31T23:59:59', '9999-12-31T22:59:59Z'],
  ])('%s shows %s at %s', (zone, local, instant) => {
    expect(isoTimestamp(localToEpochMicros(at(local), zone))).toBe(instant);
  });

  test.each(['Europe/Paris', 'America/New_York', 'America/St_Johns', 'Pacific/Apia', 'Africa/Casablanca'])(
    'every hour of ten years in %s comes back, or its twin does',
    (zone) => {
      const wrong: string[] = [];
      const end = at('2017-01-01T00:00:00');
      for (let instant = at('2007-01-01T00:00:00'); instant < end; instant += 3_600n * SECOND) {
        const back = localToEpochMicros(instant + zoneOffsetMicros(instant, zone), zone);
        const twin = back + zoneOffsetMicros(back, zone) === instant + zoneOffsetMicros(instant, zone);
        if (!twin || back > instant) wrong.push(isoTimestamp(instant));
      }
      expect(wrong).toEqual([]);
    },
  );
});

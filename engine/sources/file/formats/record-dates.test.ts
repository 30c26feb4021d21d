import { describe, expect, it } from 'vitest';
import { parseReaderOptions } from '../reader-options.ts';
import { recordDates } from './record-dates.ts';

const read = (format: 'json' | 'csv', options: Readonly<Record<string, string>>, zone = 'UTC', now?: () => bigint) =>
  recordDates(format, parseReaderOptions(options, zone), zone, now);

describe('[2.3] dates and timestamps in records', () => {
  it('are on the clock of the option before that of the session', () => {
    const micros = (zone: string, options: Readonly<Record<string, string>>) =>
      read('json', options, zone).timestamp('2016-07-26 02:00:00');
    expect(micros('Europe/Paris', {})).toBe(BigInt(Date.UTC(2016, 6, 26)) * 1000n);
    expect(micros('Europe/Paris', { timeZone: 'UTC' })).toBe(BigInt(Date.UTC(2016, 6, 26, 2)) * 1000n);
  });

  it('mean today where they are a time, if there is a present moment', () => {
    const now = () => BigInt(Date.UTC(2016, 6, 26, 20)) * 1000n;
    expect(read('json', {}).timestamp('12:30')).toBeNull();
    expect(read('json', {}, 'UTC', now).timestamp('12:30')).toBe(BigInt(Date.UTC(2016, 6, 26, 12, 30)) * 1000n);
  });

  it('[2.5] are held to a pattern in CSV without the lenient grammar', () => {
    const strict = { enableDateTimeParsingFallback: 'false' };
    expect(read('csv', {}).date('2016-7-6')).toBe(16_988);
    expect(read('csv', strict).date('2016-7-6')).toBeNull();
    expect(read('csv', strict).date('2016-07-06')).toBe(16_988);
    expect(read('csv', { ...strict, dateFormat: 'd.M.yyyy' }).date('6.7.2016')).toBe(16_988);
    expect(read('json', strict).date('2016-7-6')).toBe(16_988);
  });
});

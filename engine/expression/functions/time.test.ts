import { beforeAll, expect, test } from 'vitest';
import type { Value } from '../../types/value.ts';
import { loadExpressionParser } from '../parse-expression.ts';
import { checkCase, type Failure, fails, resolved } from '../testing/expression-cases.ts';

beforeAll(loadExpressionParser);

const cases: readonly [string, string, Value | Failure][] = [
  ['year(ts)', 'int', 2016],
  ['quarter(dt)', 'int', 3],
  ['month(dt)', 'int', 7],
  ['day(ts)', 'int', 26],
  ['dayofmonth(dt)', 'int', 26],
  ['dayofweek(dt)', 'int', 3],
  ['weekday(dt)', 'int', 1],
  ['dayofyear(dt)', 'int', 208],
  ['weekofyear(dt)', 'int', 30],
  ["weekofyear(date'2021-01-03')", 'int', 53],
  ["dayofweek(date'1969-12-28')", 'int', 1],
  ["year('2016-07-26')", 'int', 2016],
  ["year('nonsense')", 'int', fails('EXE-001')],
  ['hour(ts)', 'int', 2],
  ['minute(ts)', 'int', 45],
  ['second(ts)', 'int', 7],
  ["hour(timestamp'1969-12-31 23:59:58Z')", 'int', 23],
  ["second(timestamp'1969-12-31 23:59:58.9Z')", 'int', 58],
  ["date_format(window.end, 'MMM-dd HH:mm')", 'string', 'Jul-26 03:00'],
  ["date_format('2016-07-26', 'yyyy')", 'string', '2016'],
  ["date_format(ts, if(b, 'dd', 'MM'))", 'string', '26'],
  ["date_format(ts, if(b, 'bbb', 'MM'))", 'string', fails('PLN-903')],
  ['date_format(ts, null)', 'string', null],
  ["to_date('2016-07-26')", 'date', 17_008],
  ['to_date(ts)', 'date', 17_008],
  ["to_date('26/07/2016', 'dd/MM/yyyy')", 'date', 17_008],
  ["to_date('x', 'dd/MM/yyyy')", 'date', fails('EXE-007')],
  ["to_date('x')", 'date', fails('EXE-001')],
  ["to_timestamp('2016-07-26 02:45:07')", 'timestamp', 1_469_501_107_000_000n],
  ["to_timestamp('26.07.2016 02:45', 'dd.MM.yyyy HH:mm')", 'timestamp', 1_469_501_100_000_000n],
  ['to_timestamp(dt)', 'timestamp', 1_469_491_200_000_000n],
  ['to_timestamp(null)', 'timestamp', null],
  ['unix_timestamp(ts)', 'bigint', 1_469_501_107n],
  ["unix_timestamp('2016-07-26 02:45:07')", 'bigint', 1_469_501_107n],
  ["unix_timestamp('2016', 'yyyy')", 'bigint', 1_451_606_400n],
  ['unix_timestamp()', 'bigint', 1_600_000_000n],
  ["unix_timestamp(timestamp'1969-12-31 23:59:58.5')", 'bigint', -1n],
  ["unix_timestamp('1969-12-31 23:59:58.5', 'yyyy-MM-dd HH:mm:ss.S')", 'bigint', -1n],
  ["unix_timestamp('2016')", 'bigint', fails('EXE-007')],
  ['unix_timestamp(dt)', 'bigint', 1_469_491_200n],
  ['from_unixtime(1469501107)', 'string', '2016-07-26 02:45:07'],
  ["from_unixtime(i, 'ss')", 'string', '07'],
  ['timestamp_seconds(1469501107)', 'timestamp', 1_469_501_107_000_000n],
  ['timestamp_seconds(1.5)', 'timestamp', 1_500_000n],
  ['timestamp_seconds(l)', 'timestamp', 9_000_000n],
  ["timestamp_seconds(cast('NaN' as double))", 'timestamp', null],
  ["timestamp_seconds(cast('-Infinity' as float))", 'timestamp', null],
  ['timestamp_seconds(1e30D)', 'timestamp', 9_223_372_036_854_775_807n],
  ['timestamp_seconds(-1e30D)', 'timestamp', -9_223_372_036_854_775_808n],
  ['timestamp_seconds(-1.0000005D)', 'timestamp', -1_000_000n],
  ['timestamp_seconds(9223372036854775807)', 'timestamp', fails('EXE-008')],
  ['timestamp_millis(l)', 'timestamp', 9_000n],
  ['timestamp_micros(l)', 'timestamp', 9n],
  ["date_trunc('hour', ts)", 'timestamp', 1_469_498_400_000_000n],
  ["date_trunc('DAY', ts)", 'timestamp', 1_469_491_200_000_000n],
  ["date_trunc('week', ts)", 'timestamp', 1_469_404_800_000_000n],
  ["date_trunc('mon', ts)", 'timestamp', 1_467_331_200_000_000n],
  ["date_trunc('quarter', ts)", 'timestamp', 1_467_331_200_000_000n],
  ["date_trunc('year', ts)", 'timestamp', 1_451_606_400_000_000n],
  ["date_trunc('minute', ts)", 'timestamp', 1_469_501_100_000_000n],
  ["date_trunc('second', ts)", 'timestamp', 1_469_501_107_000_000n],
  ["date_trunc('microsecond', ts)", 'timestamp', 1_469_501_107_000_000n],
  ["date_trunc('nonsense', ts)", 'timestamp', null],
  ['date_add(dt, 3)', 'date', 17_011],
  ["date_add('2016-07-26', 1)", 'date', 17_009],
  ['date_sub(dt, 8)', 'date', 17_000],
  ['date_sub(dt, null)', 'date', null],
  ['date_add(dt, 2147483647)', 'date', fails('EXE-008')],
  ["datediff(dt, '2016-07-20')", 'int', 6],
  ['date_diff(ts, dt)', 'int', 0],
  ['current_timestamp()', 'timestamp', 1_600_000_000_123_000n],
  ['current_timestamp', 'timestamp', 1_600_000_000_123_000n],
  ['now()', 'timestamp', 1_600_000_000_123_000n],
  ['current_date', 'date', 18_518],
  ['window.start', 'timestamp', 1_469_498_400_000_000n],
  ['window.END = `window`.`end`', 'boolean', true],
  ["timestamp'2016-07-26 02:45:07Z' = ts", 'boolean', true],
  ["date'2016-07-26' = dt", 'boolean', true],
];

test.each(cases)('%s', (text, type, expected) => checkCase(text, type, expected));

test.each<[string, string, Value]>([
  ['hour(ts)', 'int', 4],
  ["date_format(ts, 'HH')", 'string', '04'],
  ["timestamp'2016-07-26 04:45:07' = ts", 'boolean', true],
  ["date_trunc('day', ts)", 'timestamp', 1_469_484_000_000_000n],
  ['cast(ts as string)', 'string', '2016-07-26 04:45:07'],
  ["to_date(timestamp'2016-07-25 23:00:00Z')", 'date', 17_008],
  ['current_date()', 'date', 18_518],
])('in Paris: %s', (text, type, expected) => checkCase(text, type, expected, 'Europe/Paris'));

test('the hour that a clock shows twice is cut twice', () => {
  // Paris put its clocks back on 2016-10-30 at 01:00Z; 00:30Z and 01:30Z both read 02:30.
  checkCase("date_trunc('hour', timestamp'2016-10-30 00:30:00Z')", 'timestamp', 1_477_785_600_000_000n, 'Europe/Paris');
  checkCase("date_trunc('hour', timestamp'2016-10-30 01:30:00Z')", 'timestamp', 1_477_789_200_000_000n, 'Europe/Paris');
});

test.each([
  ['start', 'window.start'],
  ['upper(window.start)', 'upper(window.start)'],
  ['date_format(ts, yyyy)', "date_format(ts, 'yyyy')"],
  ['unix_timestamp(ts, yyyy-MM-dd HH:mm:ss)', 'unix_timestamp(ts)'],
  ['current_timestamp()', 'current_timestamp'],
  ["DATE '2016-07-26'", "date'2016-07-26'"],
  ["TIMESTAMP '2016-07-26 02:45:07'", "timestamp'2016-07-26 02:45:07'"],
])('is named %s', (name, text) => {
  expect(resolved(text).name).toBe(name);
});

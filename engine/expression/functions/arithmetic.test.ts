import { beforeAll, expect, test } from 'vitest';
import type { Value } from '../../types/value.ts';
import { loadExpressionParser } from '../parse-expression.ts';
import { checkCase, type Failure, fails, resolved } from '../testing/expression-cases.ts';

beforeAll(loadExpressionParser);

const HOUR = 3_600_000_000n;
const TS = 1_469_501_107_000_000n;

const cases: readonly [string, string, Value | Failure][] = [
  ['i + 1', 'int', 8],
  ['i + 1L', 'bigint', 8n],
  ['l - 10', 'bigint', -1n],
  ['i * l', 'bigint', 63n],
  ['i + d', 'double', 9.5],
  ['f + f', 'float', 3],
  ['f + i', 'double', 8.5],
  ['l * d', 'double', 22.5],
  ["'3' + i", 'bigint', 10n],
  ["'2.5' * d", 'double', 6.25],
  ['s + 1', 'bigint', fails('EXE-001')],
  ['null + i', 'int', null],
  ['null + null', 'double', null],
  // Each operation stays within its type, and says so when it cannot.
  ['i + 2147483647', 'int', fails('EXE-003')],
  ['-2147483648 - i', 'int', fails('EXE-003')],
  ['i * 2000000000', 'int', fails('EXE-003')],
  ['100Y + 27Y', 'tinyint', 127],
  ['100Y + 28Y', 'tinyint', fails('EXE-003')],
  ['32767S + 1S', 'smallint', fails('EXE-003')],
  ['l + 9223372036854775800', 'bigint', fails('EXE-003')],
  ['l * 9007199254740991', 'bigint', 81_064_793_292_668_919n],
  ['- -2147483648', 'int', fails('EXE-003')],
  ['-l', 'bigint', -9n],
  ['-d', 'double', -2.5],
  ['-dec', 'decimal(10,2)', -1250n],
  // Division.
  ['i / 2', 'double', 3.5],
  ['l / i', 'double', 9 / 7],
  ['i / 0', 'double', fails('EXE-004')],
  ['d / 0.0D', 'double', fails('EXE-004')],
  ['i / id', 'double', 7],
  ['l div 2', 'bigint', 4n],
  ['-7 div 2', 'bigint', -3n],
  ['i div 0', 'bigint', fails('EXE-004')],
  ['-9223372036854775808 div -1', 'bigint', fails('EXE-003')],
  ['i % 4', 'int', 3],
  ['-7 % 4', 'int', -3],
  ['l % -4', 'bigint', 1n],
  ['mod(d, 1)', 'double', 0.5],
  ['i % 0', 'int', fails('EXP-040')],
  ['l % 0', 'bigint', fails('EXP-040')],
  ['d % 0', 'double', fails('EXP-040')],
  // Decimals: exact, by Spark's formulas; an integer literal brings only its own digits.
  ['dec + 1', 'decimal(11,2)', 1350n],
  ['dec + i', 'decimal(13,2)', 1950n],
  ['dec - 0.001', 'decimal(12,3)', 12_499n],
  ['dec * 2', 'decimal(12,2)', 2500n],
  ['dec * dec', 'decimal(21,4)', 1_562_500n],
  ['dec / 3', 'decimal(14,6)', 4_166_667n],
  ['dec / 0', 'decimal(14,6)', fails('EXE-004')],
  ['dec % 3', 'decimal(3,2)', 50n],
  ['dec % 0', 'decimal(3,2)', fails('EXP-040')],
  ['dec div 3', 'bigint', 4n],
  ['dec * d', 'double', 31.25],
  ['99999999999999999999999999999999999999 + 1', 'decimal(38,0)', fails('EXE-005')],
  ['1.5 + null', 'decimal(3,1)', null],
  // Moments and intervals.
  ['ts + interval 1 hour', 'timestamp', TS + HOUR],
  ['interval 1 hour + ts', 'timestamp', TS + HOUR],
  ["ts - interval '1:30' hour to minute", 'timestamp', TS - HOUR - HOUR / 2n],
  ['ts - ts', 'interval', 0n],
  ['interval 1 hour + interval 30 minutes', 'interval', HOUR + HOUR / 2n],
  ['interval 2 hours - interval 30 minutes', 'interval', HOUR + HOUR / 2n],
  ['interval 1 hour * 2', 'interval', 2n * HOUR],
  ['1.5 * interval 1 hour', 'interval', HOUR + HOUR / 2n],
  ['interval 1 hour / 4', 'interval', HOUR / 4n],
  ['interval 1 hour / 0', 'interval', fails('EXE-004')],
  ['interval 1 second * 0.5D', 'interval', 500_000n],
  ['- interval 1 hour', 'interval', -HOUR],
  ['dt + 1', 'date', 17_009],
  ['1 + dt', 'date', 17_009],
  ['dt - 8', 'date', 17_000],
  ['dt + interval 2 days', 'date', 17_010],
  ['dt - interval 1 week', 'date', 17_001],
  ['dt + interval 2 hours', 'timestamp', 17_008n * 24n * HOUR + 2n * HOUR],
  ["dt - date'2016-07-25'", 'interval', 24n * HOUR],
  ["ts - date'2016-07-26'", 'interval', 9_907_000_000n],
  ['dt + 2147483647', 'date', fails('EXE-008')],
  ['ts + interval 106751990 days', 'timestamp', fails('EXE-008')],
];

test.each(cases)('%s', (text, type, expected) => checkCase(text, type, expected));

test('days of an interval follow the calendar of the time zone, its hours the clock', () => {
  // Paris put its clocks forward on 2016-03-27.
  const text = (interval: string) => `cast('2016-03-26 12:00:00' as timestamp) + ${interval}`;
  const noon = 1_458_990_000_000_000n;
  checkCase(text('interval 1 day'), 'timestamp', noon + 23n * HOUR, 'Europe/Paris');
  checkCase(text('interval 24 hours'), 'timestamp', noon + 23n * HOUR, 'Europe/Paris');
  checkCase(text('interval 23 hours'), 'timestamp', noon + 23n * HOUR, 'Europe/Paris');
});

test.each([
  ['(i + 1)', 'i+1'],
  ['(- i)', '- i'],
  ['(i % 2)', 'i % 2'],
  ['mod(i, 2)', 'mod(i, 2)'],
  ['(l div 2)', 'l div 2'],
  ['((i + 1) * -2)', '(i + 1) * -2'],
  ["ts + INTERVAL '01' HOUR", 'ts + interval 1 hour'],
  ["ts - INTERVAL '01:30' HOUR TO MINUTE", 'ts - interval 1 hour 30 minutes'],
  ['date_add(dt, 1)', 'dt + 1'],
  ['date_sub(dt, 1)', 'dt - 1'],
  ['(ts - ts)', 'ts - ts'],
])('is named %s', (name, text) => {
  expect(resolved(text).name).toBe(name);
});

import { beforeAll, expect, test } from 'vitest';
import { loadExpressionParser } from '../parse-expression.ts';
import { cases, refusals } from '../testing/cases/arithmetic.ts';
import { checkCase, checkRefusal, resolved } from '../testing/expression-cases.ts';

beforeAll(loadExpressionParser);

const HOUR = 3_600_000_000n;

test.each(cases)('%s', (text, type, expected) => checkCase(text, type, expected));

test.each(refusals)('%s is refused', (text, code) => checkRefusal([text, code]));

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

import { beforeAll, expect, test } from 'vitest';
import type { Value } from '../../types/value.ts';
import { loadExpressionParser } from '../parse-expression.ts';
import { checkCase, type Failure, fails, resolved } from '../testing/expression-cases.ts';

beforeAll(loadExpressionParser);

const cases: readonly [string, string, Value | Failure][] = [
  ['i = 7', 'boolean', true],
  ['i == 7L', 'boolean', true],
  ['i <> 7', 'boolean', false],
  ['i != 8', 'boolean', true],
  ['l < 10', 'boolean', true],
  ['l <= 9', 'boolean', true],
  ['d > 2', 'boolean', true],
  ['d >= 2.5', 'boolean', true],
  ['dec = 12.5', 'boolean', true],
  ['dec > i', 'boolean', true],
  ['f = 1.5', 'boolean', true],
  ['null = null', 'boolean', null],
  ['i = null', 'boolean', null],
  // A string beside a number is read as one; text that is none fails.
  ["'7' = i", 'boolean', true],
  ['s = i', 'boolean', fails('EXE-001')],
  ["dt = '2016-07-26'", 'boolean', true],
  ["ts > '2016-07-26 02:00:00'", 'boolean', true],
  ["b = 'yes'", 'boolean', true],
  ['dt < ts', 'boolean', true],
  // Spark's order: NaN equals itself and is the greatest, strings go by their UTF-8 bytes.
  ["cast('NaN' as double) = cast('NaN' as double)", 'boolean', true],
  ["cast('NaN' as double) > d", 'boolean', true],
  ['-0.0D = 0.0D', 'boolean', true],
  ["'\uff5e' < '😀'", 'boolean', true],
  ["s = 'Hello'", 'boolean', true],
  ["s < 'hello'", 'boolean', true],
  ['b = true', 'boolean', true],
  ['false < b', 'boolean', true],
  ['arr = arr', 'boolean', true],
  ['window = window', 'boolean', true],
  ['ts = ts', 'boolean', true],
  ['i <=> null', 'boolean', false],
  ['null <=> null', 'boolean', true],
  ['i <=> 7', 'boolean', true],
  ['d <=> d', 'boolean', true],
  ['equal_null(s, s)', 'boolean', true],
  ['i is distinct from 7', 'boolean', false],
  ['i is not distinct from 7', 'boolean', true],
  ['i is null', 'boolean', false],
  ['i is not null', 'boolean', true],
  ['not i is null', 'boolean', true],
  ['isnull(arr)', 'boolean', false],
  ['i in (1, 7)', 'boolean', true],
  ['i in (1, 2)', 'boolean', false],
  ['i in (1, null)', 'boolean', null],
  ['i in (7, null)', 'boolean', true],
  ['null in (1)', 'boolean', null],
  ['l in (9, 10)', 'boolean', true],
  ['l in (9223372036854775807, 9)', 'boolean', true],
  ["s in ('Hello', 'a')", 'boolean', true],
  ['d in (2.5D)', 'boolean', true],
  ['d in (i, 2.5)', 'boolean', true],
  ['i not in (1, 2)', 'boolean', true],
  ['dec in (12.5, 1)', 'boolean', true],
  ["dt in (date'2016-07-26')", 'boolean', true],
  ['i between 1 and 7', 'boolean', true],
  ['i between 8 and 9', 'boolean', false],
  ['i between null and 6', 'boolean', false],
  ['i between 1 and null', 'boolean', null],
  ['l between 1 and 9', 'boolean', true],
  ['i not between 1 and 7', 'boolean', false],
  ["s between 'A' and 'Z'", 'boolean', true],
  ['d between 1 and 3', 'boolean', true],
];

test.each(cases)('%s', (text, type, expected) => checkCase(text, type, expected));

test.each([
  ['(i = 7)', 'i = 7'],
  ['(s = Open)', "s = 'Open'"],
  ['(NOT (i = 7))', 'i <> 7'],
  ['(i <=> NULL)', 'i <=> null'],
  ['(i IS NULL)', 'i is null'],
  ['(i IS NOT NULL)', 'i is not null'],
  ['(i IN (1, 2))', 'i in (1, 2)'],
  ['(NOT (i IN (1, 2)))', 'i not in (1, 2)'],
  ['between(i, 1, 2)', 'i between 1 and 2'],
])('is named %s', (name, text) => {
  expect(resolved(text).name).toBe(name);
});

import { beforeAll, expect, test } from 'vitest';
import type { Value } from '../../types/value.ts';
import { loadExpressionParser } from '../parse-expression.ts';
import { checkCase, type Failure, fails, resolved } from '../testing/expression-cases.ts';

beforeAll(loadExpressionParser);

const cases: readonly [string, string, Value | Failure][] = [
  ['upper(s)', 'string', 'HELLO'],
  ['ucase(s)', 'string', 'HELLO'],
  ['lower(s)', 'string', 'hello'],
  ['upper(i)', 'string', '7'],
  ["trim('  a b ')", 'string', 'a b'],
  ["ltrim('  a ')", 'string', 'a '],
  ["rtrim('  a ')", 'string', '  a'],
  ["trim('\\ta ')", 'string', '\ta'],
  ["trim('xy', 'yxaxy')", 'string', 'a'],
  ['length(s)', 'int', 5],
  ["char_length('a😀b')", 'int', 3],
  ["length('')", 'int', 0],
  ['substring(s, 2)', 'string', 'ello'],
  ['substr(s, 2, 3)', 'string', 'ell'],
  ['substring(s, -3, 2)', 'string', 'll'],
  ['substring(s, 0, 2)', 'string', 'He'],
  ['substring(s, -7, 3)', 'string', 'H'],
  ['substring(s, 9)', 'string', ''],
  ['substring(s, 2, -1)', 'string', ''],
  ["substring('a😀b', 2, 1)", 'string', '😀'],
  ["replace(s, 'l', 'L')", 'string', 'HeLLo'],
  ["replace(s, 'l')", 'string', 'Heo'],
  ["replace(s, '', 'x')", 'string', 'Hello'],
  ["replace('a.b.c', '.', '$&')", 'string', 'a$&b$&c'],
  ["contains(s, 'ell')", 'boolean', true],
  ["startswith(s, 'He')", 'boolean', true],
  ["endswith(s, 'lo')", 'boolean', true],
  ['contains(s, null)', 'boolean', null],
  ["s || '-' || i", 'string', 'Hello-7'],
  ["concat(s, ' ', d)", 'string', 'Hello 2.5'],
  ['concat(s, null)', 'string', null],
  ['concat()', 'string', ''],
  ['concat(arr, arr)', 'array<string>', ['x', null, 'y', 'x', null, 'y']],
  ["concat_ws(',', s, null, i)", 'string', 'Hello,7'],
  ["concat_ws('-', arr)", 'string', 'x-y'],
  ['concat_ws(null, s)', 'string', null],
  ["lpad(s, 7, 'ab')", 'string', 'abHello'],
  ["lpad(s, 8, 'ab')", 'string', 'abaHello'],
  ['lpad(s, 2)', 'string', 'He'],
  ["rpad(s, 7, '😀x')", 'string', 'Hello😀x'],
  ["rpad(s, 7, '')", 'string', 'Hello'],
  ['lpad(s, -1)', 'string', ''],
  ['lpad(s, 2000000000)', 'string', fails('EXP-041')],
  // LIKE.
  ["s like 'He%'", 'boolean', true],
  ["s like '%lo'", 'boolean', true],
  ["s like '%ell%'", 'boolean', true],
  ["s like 'H_l%o'", 'boolean', true],
  ["s like 'hello'", 'boolean', false],
  ["s ilike 'hEL%'", 'boolean', true],
  ["s not like 'x%'", 'boolean', true],
  ["not s like 'x%' and b", 'boolean', true],
  ['s like null', 'boolean', null],
  ["'100%' like '100\\%'", 'boolean', true],
  ["'100x' like '100\\%'", 'boolean', false],
  ["'a_b' like 'a!_b' escape '!'", 'boolean', true],
  ["'a.b' like 'a.b'", 'boolean', true],
  ["'axb' like 'a.b'", 'boolean', false],
  ["'a😀b' like 'a_b'", 'boolean', true],
  ["'a\\nb' like 'a%b'", 'boolean', true],
  ["'' like '%'", 'boolean', true],
  ["'abcabd' like '%ab_%d'", 'boolean', true],
  ["s like 'a\\\\b'", 'boolean', fails('EXP-039')],
  ["s like 'a!' escape '!'", 'boolean', fails('EXP-039')],
  // RLIKE finds anywhere.
  ["s rlike 'l+o$'", 'boolean', true],
  ["s regexp '^h'", 'boolean', false],
  ["s rlike '(?i)^h'", 'boolean', true],
  ["regexp_like(s, 'e.l')", 'boolean', true],
  ['s rlike null', 'boolean', null],
  ["'a-1' rlike r'^[a-z]-\\d$'", 'boolean', true],
];

test.each(cases)('%s', (text, type, expected) => checkCase(text, type, expected));

test('a pattern with many wildcards takes no time to fail', () => {
  const started = performance.now();
  checkCase(`repeated like '${'%a'.repeat(50)}b'`.replace('repeated', `lpad('', 5000, 'a')`), 'boolean', false);
  expect(performance.now() - started).toBeLessThan(2000);
});

test.each([
  ['upper(s)', 'UPPER(s)'],
  ['ucase(s)', 'ucase(s)'],
  ['concat(concat(s, -), i)', "s || '-' || i"],
  ['s LIKE a%', "s like 'a%'"],
  ["s LIKE a!% ESCAPE '!'", "s like 'a!%' escape '!'"],
  ['(NOT s LIKE a%)', "s not like 'a%'"],
  ['s LIKE a', "s like 'a' escape '\\\\'"],
  ['ilike(s, a%)', "s ilike 'a%'"],
  ['ilike(s, a!%)', "ilike(s, 'a!%', '!')"],
  ['RLIKE(s, a)', "s rlike 'a'"],
  ['REGEXP(s, a)', "regexp(s, 'a')"],
  ['REGEXP_LIKE(s, a)', "regexp_like(s, 'a')"],
  ['substring(s, 1, 2147483647)', 'substring(s, 1)'],
  ['TRIM(BOTH x FROM s)', "trim('x', s)"],
  ['trim(s)', 'trim(s)'],
])('is named %s', (name, text) => {
  expect(resolved(text).name).toBe(name);
});

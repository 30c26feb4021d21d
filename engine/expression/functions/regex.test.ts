import { beforeAll, expect, test } from 'vitest';
import { loadExpressionParser } from '../parse-expression.ts';
import { cases, refusals } from '../testing/cases/regex.ts';
import { checkCase, checkRefusal, resolved } from '../testing/expression-cases.ts';

beforeAll(loadExpressionParser);

test.each(cases)('%s', (text, type, expected) => checkCase(text, type, expected));

test.each(refusals)('%s is refused', (text, code) => checkRefusal([text, code]));

test('a pattern with many wildcards takes no time to fail', () => {
  const started = performance.now();
  checkCase(`repeated like '${'%a'.repeat(50)}b'`.replace('repeated', `lpad('', 5000, 'a')`), 'boolean', false);
  expect(performance.now() - started).toBeLessThan(2000);
});

test.each([
  ['s LIKE a%', "s like 'a%'"],
  ["s LIKE a!% ESCAPE '!'", "s like 'a!%' escape '!'"],
  ['(NOT s LIKE a%)', "s not like 'a%'"],
  ['s LIKE a', "s like 'a' escape '\\\\'"],
  ['ilike(s, a%)', "s ilike 'a%'"],
  ['ilike(s, a!%)', "ilike(s, 'a!%', '!')"],
  ['RLIKE(s, a)', "s rlike 'a'"],
  ['REGEXP(s, a)', "regexp(s, 'a')"],
  ['REGEXP_LIKE(s, a)', "regexp_like(s, 'a')"],
])('is named %s', (name, text) => {
  expect(resolved(text).name).toBe(name);
});

import { beforeAll, expect, test } from 'vitest';
import { loadExpressionParser } from '../parse-expression.ts';
import { cases, refusals } from '../testing/cases/conditional.ts';
import { checkCase, checkRefusal, resolved } from '../testing/expression-cases.ts';

beforeAll(loadExpressionParser);

test.each(cases)('%s', (text, type, expected) => checkCase(text, type, expected));

test.each(refusals)('%s is refused', (text, code) => checkRefusal([text, code]));

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

test('a long chain of conditions keeps its meaning', () => {
  const chain = Array.from({ length: 2000 }, (_, at) => `i = ${at + 8}`).join(' or ');
  checkCase(chain, 'boolean', false);
  checkCase(`${chain} or i = 7`, 'boolean', true);
});

test.each([
  ['((b AND (i = 1)) AND (NOT b))', 'b and i = 1 and not b'],
  ['(b OR (b AND b))', 'b or b and b'],
  ['CASE WHEN (i = 7) THEN a ELSE b END', "case i when 7 then 'a' else 'b' end"],
  ['(IF(b, 1, 2))', 'if(b, 1, 2)'],
  ['coalesce(i, 0)', 'COALESCE(i, 0)'],
  ['(b <=> true)', 'b is true'],
])('is named %s', (name, text) => {
  expect(resolved(text).name).toBe(name);
});

import { beforeAll, expect, test } from 'vitest';
import { loadExpressionParser } from '../parse-expression.ts';
import { cases, refusals } from '../testing/cases/text.ts';
import { checkCase, checkRefusal, resolved } from '../testing/expression-cases.ts';

beforeAll(loadExpressionParser);

test.each(cases)('%s', (text, type, expected) => checkCase(text, type, expected));

test.each(refusals)('%s is refused', (text, code) => checkRefusal([text, code]));

test.each([
  ['upper(s)', 'UPPER(s)'],
  ['ucase(s)', 'ucase(s)'],
  ['concat(concat(s, -), i)', "s || '-' || i"],
  ['substring(s, 1, 2147483647)', 'substring(s, 1)'],
  ['TRIM(BOTH x FROM s)', "trim('x', s)"],
  ['trim(s)', 'trim(s)'],
])('is named %s', (name, text) => {
  expect(resolved(text).name).toBe(name);
});

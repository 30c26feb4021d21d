import { beforeAll, expect, test } from 'vitest';
import { loadExpressionParser } from '../parse-expression.ts';
import { cases, refusals } from '../testing/cases/math.ts';
import { checkCase, checkRefusal, resolved } from '../testing/expression-cases.ts';

beforeAll(loadExpressionParser);

test.each(cases)('%s', (text, type, expected) => checkCase(text, type, expected));

test.each(refusals)('%s is refused', (text, code) => checkRefusal([text, code]));

test.each([
  ['SQRT(d)', 'sqrt(d)'],
  ['pow(d, 2)', 'pow(d, 2)'],
  ['POWER(d, 2)', 'power(d, 2)'],
  ['FLOOR(d)', 'floor(d)'],
  ['ceiling(d)', 'ceiling(d)'],
  ['round(d, 0)', 'round(d)'],
  ['d', 'cast(d as string)'],
  ['CAST((i + 1) AS DECIMAL(5,2))', '(i + 1)::decimal(5, 2)'],
  ['TRY_CAST(x AS INT)', "try_cast('x' as int)"],
])('is named %s', (name, text) => {
  expect(resolved(text).name).toBe(name);
});

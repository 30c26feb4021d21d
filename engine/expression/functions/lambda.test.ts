import { beforeAll, expect, test } from 'vitest';
import { loadExpressionParser } from '../parse-expression.ts';
import { cases, names, refusals } from '../testing/cases/lambda.ts';
import { checkCase, checkRefusal, resolved } from '../testing/expression-cases.ts';

beforeAll(loadExpressionParser);

test.each(cases)('%s', (text, type, expected) => checkCase(text, type, expected));

test.each(refusals)('%s is refused', (text, code) => checkRefusal([text, code]));

test.each(names)('%s names %s', (name, text) => {
  expect(resolved(text).name).toBe(name);
});

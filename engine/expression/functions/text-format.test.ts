import { beforeAll, test } from 'vitest';
import { loadExpressionParser } from '../parse-expression.ts';
import { cases, refusals } from '../testing/cases/text-format.ts';
import { checkCase, checkRefusal } from '../testing/expression-cases.ts';

beforeAll(loadExpressionParser);

test.each(cases)('%s', (text, type, expected) => checkCase(text, type, expected));

test.each(refusals)('%s is refused', (text, code) => checkRefusal([text, code]));

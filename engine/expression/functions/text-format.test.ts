import { beforeAll, describe, test } from 'vitest';
import { loadExpressionParser } from '../parse-expression.ts';
import { cases, refusals } from '../testing/cases/text-format.ts';
import { checkCase, checkRefusal, fails } from '../testing/expression-cases.ts';

beforeAll(loadExpressionParser);

test.each(cases)('%s', (text, type, expected) => checkCase(text, type, expected));

test.each(refusals)('%s is refused', (text, code) => checkRefusal([text, code]));

describe('what Java writes and this does not is told', () => {
  test.each([
    ["format_number(d, 'E0')", 'EXP-062'],
    ["format_number(d, '#,##0.0;#;#')", 'EXP-062'],
    ['format_number(d, "\'x\'0")', 'EXP-062'],
    ["format_string('%g', d)", 'EXP-061'],
    ["format_string('%h', s)", 'EXP-061'],
    ["format_string('%.2000f', d)", 'EXP-061'],
    ["format_string('%99999999d', i)", 'EXP-041'],
    ['repeat(s, 1000000000)', 'EXP-041'],
  ] as const)('%s', (text, code) => checkCase(text, 'string', fails(code)));
});

import { beforeAll, describe, expect, test } from 'vitest';
import { catalogue, describeError, type ErrorCode } from '../base/errors/catalogue.ts';
import type { ErrorParams } from '../base/errors/entry.ts';
import { columnsOf } from './expr.ts';
import { loadExpressionParser } from './parse-expression.ts';
import { resolveCondition, resolveExpression } from './resolve-expression.ts';
import { resolved, schema } from './testing/expression-cases.ts';

beforeAll(loadExpressionParser);

describe('names columns', () => {
  test.each([
    ['i', 'i'],
    ['I', 'I'],
    ['`we ird`', 'we ird'],
    ['window', 'window'],
    ['window.start', 'start'],
    ['nested.inner.leaf', 'leaf'],
    ['cast(i as bigint)', 'i'],
    ['i::string', 'i'],
    ['cast(window.start as string)', 'CAST(window.start AS STRING)'],
    ["'text'", 'text'],
    ['1', '1'],
    ['-1.50', '-1.50'],
    ['1e3', '1000.0'],
    ['null', 'NULL'],
    ['true', 'true'],
    ['i + 1 > 2 or not b', '(((i + 1) > 2) OR (NOT b))'],
    ['upper(s)', 'upper(s)'],
    ["ts > '2016-01-01'", '(ts > 2016-01-01)'],
  ])('%s as %s', (text, name) => {
    expect(resolved(text).name).toBe(name);
  });
});

describe('explains', () => {
  test.each<[string, ErrorCode, string, ErrorParams]>([
    ['idd', 'EXP-020', 'idd', { name: 'idd', near: ['id'] }],
    ['upper(nothing.like.it)', 'EXP-020', 'nothing.like.it', { name: 'nothing.like.it' }],
    ['twin + 1', 'EXP-021', 'twin', { name: 'twin', count: 2 }],
    ['window.begin', 'EXP-022', 'begin', { of: 'window', name: 'begin', fields: ['start', 'end'] }],
    ['i.x', 'EXP-023', 'x', { of: 'i', type: 'int' }],
    ['uper(s)', 'EXP-024', 'uper(s)', { name: 'uper', near: ['upper'] }],
    ['__proto__(i)', 'EXP-024', '__proto__(i)', { name: '__proto__' }],
    ['constructor', 'EXP-020', 'constructor', { name: 'constructor' }],
    ['upper(s, s)', 'EXP-025', 'upper(s, s)', { name: 'upper', expected: '1', found: 2 }],
    ['substring(s)', 'EXP-025', 'substring(s)', { expected: '2–3', found: 1 }],
    ['1 + sum(i)', 'EXP-026', 'sum(i)', { name: 'sum' }],
    ['count(*)', 'EXP-026', 'count(*)', { name: 'count' }],
    ['i = b', 'EXP-030', 'i = b', { operator: '=', left: 'int', right: 'boolean' }],
    ['i + ts', 'EXP-030', 'i + ts', { operator: '+', left: 'int', right: 'timestamp' }],
    ['b and (arr < 1)', 'EXP-030', 'arr < 1', { operator: '<', left: 'array<string>', right: 'int' }],
    ['s + s', 'EXP-031', 's + s', { operator: '+', expected: 'numeric', found: 'string' }],
    ['b and i', 'EXP-031', 'i', { operator: 'AND', expected: 'boolean', found: 'int' }],
    ["not 'true'", 'EXP-031', "'true'", { operator: 'NOT', found: 'string' }],
    ['-b', 'EXP-031', 'b', { operator: '-', found: 'boolean' }],
    ['d div 2', 'EXP-031', 'd div 2', { operator: 'div', found: 'double' }],
    ['case when i then 1 end', 'EXP-031', 'i', { operator: 'CASE WHEN', found: 'int' }],
    ['abs(b)', 'EXP-032', 'b', { name: 'abs', position: 1, expected: 'numeric', found: 'boolean' }],
    ['substring(s, b)', 'EXP-032', 'b', { name: 'substring', position: 2, expected: 'int', found: 'boolean' }],
    ['hour(i)', 'EXP-032', 'i', { name: 'hour', expected: 'timestamp', found: 'int' }],
    ['s || window', 'EXP-032', 'window', { name: '||', position: 2 }],
    ['coalesce(i, b)', 'EXP-033', 'coalesce(i, b)', { name: 'coalesce', types: ['int', 'boolean'] }],
    ['i in (1, b)', 'EXP-033', 'i in (1, b', { name: 'IN' }],
    ['cast(b as date)', 'EXP-034', 'b', { from: 'boolean', to: 'date' }],
    ['i::array<int>', 'EXP-034', 'i', { from: 'int', to: 'array<int>' }],
    ['round(d, i)', 'EXP-036', 'i', { name: 'round', position: 2 }],
    ["s rlike '(a'", 'EXP-037', "'(a'", { pattern: '(a', part: '(' }],
    ["s like 'a' escape 'xy'", 'EXP-038', "'xy'", { text: 'xy' }],
    ["date_format(ts, 'bbb')", 'PLN-903', "'bbb'", { pattern: 'bbb' }],
  ])('%s', (text, code, place, params) => {
    const result = resolveExpression(text, schema);
    expect(result.ok ? null : result.error).toMatchObject([{ code, params }]);
    if (result.ok) return;
    const [problem] = result.error;
    expect(text.slice(problem?.span?.start, problem?.span?.end)).toBe(place);
    for (const language of ['en', 'fr'] as const) {
      expect(describeError(code, problem?.params ?? {}, language).message).not.toMatch(/[{}]\w|undefined/);
    }
  });

  test('all problems, in the order of their places', () => {
    const result = resolveExpression('nosuch + uper(s) + other and window.x', schema);
    expect(result.ok ? [] : result.error.map(({ code, span }) => [code, span?.start])).toEqual([
      ['EXP-020', 0],
      ['EXP-024', 9],
      ['EXP-020', 19],
      ['EXP-022', 36],
    ]);
  });
});

describe('conditions', () => {
  test.each(['b', 'i > 1', 'null', 'b is null'])('%s is one', (text) => {
    expect(resolveCondition(text, schema)).toMatchObject({ ok: true });
  });

  test.each([
    ['i', 'int'],
    ["'true'", 'string'],
  ])('%s is none', (text, type) => {
    expect(resolveCondition(text, schema)).toMatchObject({ ok: false, error: [{ code: 'EXP-035', params: { type } }] });
  });

  test('an expression that cannot be read keeps its own problem', () => {
    expect(resolveCondition('nosuch > 1', schema)).toMatchObject({ ok: false, error: [{ code: 'EXP-020' }] });
  });
});

test('tells the columns that an expression reads', () => {
  expect([...columnsOf(resolved('cast(i + l as int) > nested.inner.leaf::int or i = 1').expr)]).toEqual([0, 1, 13]);
});

test('each error of expressions names what Spark refuses by the same words, where Spark does', () => {
  expect(catalogue['EXP-020'].spark).toBe('UNRESOLVED_COLUMN.WITH_SUGGESTION');
  expect(catalogue['EXP-030'].spark).toMatch(/^DATATYPE_MISMATCH\./);
});

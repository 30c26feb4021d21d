import { beforeAll, describe, expect, test } from 'vitest';
import { BIGINT, INT, STRING, struct } from '../types/data-type.ts';
import { displayExpr } from './display.ts';
import { loadExpressionParser, parseArguments } from './parse-expression.ts';
import { resolveArguments } from './resolve-expression.ts';

beforeAll(loadExpressionParser);

const schema = ['x', 'distinct', 'all', 'name'].map((name) => ({
  name,
  type: name === 'name' ? STRING : INT,
  nullable: true,
}));

describe('the arguments of a call', () => {
  test.each<[string, string[], boolean]>([
    ['x', ['x'], false],
    ['x, 0.5, 100', ['x', '0.5', '100'], false],
    ['coalesce(x, 1), (x + 1) * 2', ['coalesce(x, 1)', '((x + 1) * 2)'], false],
    ['DISTINCT x', ['x'], true],
    ['  distinct\n x, name', ['x', 'name'], true],
    ['distinct(x)', ['x'], true],
    ["DISTINCT 'a'", ['a'], true],
    ['distinct `x`', ['x'], true],
    ['ALL x', ['x'], false],
    ['distinct', ['distinct'], false],
    ['distinct, x', ['distinct', 'x'], false],
    ['distinct + 1', ['(distinct + 1)'], false],
    ['distinct IN (1)', ['(distinct IN (1))'], false],
    ['distinct distinct', ['distinct'], true],
    ['all', ['all'], false],
    ['`distinct`', ['distinct'], false],
  ])('%s', (text, expected, isDistinct) => {
    const read = resolveArguments(text, schema);
    if (!read.ok) throw new Error(JSON.stringify(read.error));
    expect(read.value.args.map(displayExpr)).toEqual(expected);
    expect(read.value.isDistinct).toBe(isDistinct);
  });

  test.each<[string, string]>([
    ['', 'EXP-001'],
    ['x,', 'EXP-003'],
    [', x', 'EXP-002'],
    ['x) + (x', 'EXP-002'],
    ['x; x', 'EXP-006'],
    ['*', 'EXP-011'],
    ['DISTINCT', 'EXP-020'],
    ['sum(x)', 'EXP-026'],
  ])('%s is refused', (text, code) => {
    const read = resolveArguments(text, [{ name: 'x', type: BIGINT, nullable: true }]);
    expect(read.ok ? [] : read.error.map((problem) => problem.code)).toContain(code);
  });

  test('all problems are told, each at its place in the text as written', () => {
    const read = resolveArguments('DISTINCT y, x.z', [{ name: 'x', type: struct([]), nullable: true }]);
    expect(read.ok ? [] : read.error.map(({ code, span }) => [code, span?.start])).toEqual([
      ['EXP-020', 9],
      ['EXP-022', 14],
    ]);
  });

  test('arguments that are too long are refused unread', () => {
    expect(parseArguments(`${'x, '.repeat(40_000)}x`)).toMatchObject({ ok: false, error: [{ code: 'EXP-004' }] });
  });
});

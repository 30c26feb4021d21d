import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { loadExpressionParser } from '../parse-expression.ts';
import { resolveExpression } from '../resolve-expression.ts';
import type { ExpressionCase, Refusal } from '../testing/case-table.ts';
import { schema } from '../testing/expression-cases.ts';
import { findFunction, functionNames } from './registry.ts';

/** Of each function and alias an ordinary case, a null and an edge are asked for. */
const CASES_LEAST = 3;

/** All that such a file exports is tables. */
type CaseFile = Readonly<Record<string, readonly (ExpressionCase | Refusal)[]>>;

async function allExpressions(): Promise<readonly string[]> {
  const folder = join('engine', 'expression', 'testing', 'cases');
  const files = readdirSync(folder).map((name) => basename(name, '.ts'));
  const loaded = files.map((name) => import(`../testing/cases/${name}.ts`) as Promise<CaseFile>);
  const tables = await Promise.all(loaded);
  return tables.flatMap((file) => Object.values(file).flat()).map(([expression]) => expression);
}

beforeAll(loadExpressionParser);

test('there are at least 160 functions, without operators and aliases', () => {
  const own = functionNames.filter((name) => findFunction(name)?.name === name);
  expect(own.length).toBeGreaterThanOrEqual(160);
});

test('every function and alias has its cases', async () => {
  const calls = new Map<string, number>(functionNames.map((name) => [name, 0]));
  for (const expression of await allExpressions()) {
    // Once an expression, however often it calls the function. Some functions may be named without parentheses.
    for (const name of new Set(expression.toLowerCase().match(/\b[a-z_]\w*\b(?=\s*\(|\s*$)/g) ?? [])) {
      const count = calls.get(name);
      if (count !== undefined) calls.set(name, count + 1);
    }
  }
  const withoutArguments = (name: string) => findFunction(name)?.maxArgs === 0;
  const short = [...calls].filter(([name, count]) => count < (withoutArguments(name) ? 1 : CASES_LEAST));
  expect(Object.fromEntries(short)).toEqual({});
});

describe('a function that is not there', () => {
  test.each([
    ['uper(s)', ['upper']],
    ['substrng(s, 1)', ['substring', 'substr']],
    ['regexp_extrct(s, s)', ['regexp_extract']],
  ])('%s names near ones', (text, near) => {
    const result = resolveExpression(text, schema);
    expect(result).toMatchObject({ ok: false, error: [{ code: 'EXP-024' }] });
    if (result.ok) return;
    for (const name of near) expect(result.error[0]?.params.near).toContain(name);
  });

  test.each([
    ['monotonically_increasing_id()', 'EXP-064'],
    ['rand()', 'EXP-064'],
    ['uuid()', 'EXP-064'],
    ['explode(arr)', 'EXP-075'],
    ["map('a', 1)", 'EXP-010'],
    ["unhex('41')", 'EXP-010'],
  ])('%s is refused by name', (text, code) => {
    expect(resolveExpression(text, schema)).toMatchObject({ ok: false, error: [{ code }] });
  });
});

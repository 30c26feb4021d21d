import { beforeAll, expect, test } from 'vitest';
import { displayExpr } from '../expression/display.ts';
import { loadExpressionParser } from '../expression/parse-expression.ts';
import { resolveCondition } from '../expression/resolve-expression.ts';
import { BIGINT, INT, TIMESTAMP } from '../types/data-type.ts';
import type { Schema } from '../types/schema.ts';
import { splitJoinCondition } from './split-join-condition.ts';

beforeAll(loadExpressionParser);

const columns: Schema = [
  { name: 'k', type: BIGINT, nullable: true },
  { name: 'n', type: INT, nullable: true },
  { name: 'time', type: TIMESTAMP, nullable: true },
];
const both: Schema = ['left', 'right'].flatMap((qualifier) => columns.map((field) => ({ ...field, qualifier })));

/** Columns print as `name#index`, so that it shows over which row they are written. */
function split(text: string): Record<string, readonly string[]> {
  const resolved = resolveCondition(text, both);
  if (!resolved.ok) throw new Error(JSON.stringify(resolved.error));
  const { keys, leftOnly, rightOnly, both: rest } = splitJoinCondition(resolved.value.expr, columns.length);
  const shown = (expr: Parameters<typeof displayExpr>[0]) => displayExpr(expr);
  return {
    keys: keys.map(({ left, right, nullSafe }) => `${shown(left)} ${nullSafe ? '<=>' : '='} ${shown(right)}`),
    left: leftOnly.map(shown),
    right: rightOnly.map(shown),
    both: rest.map(shown),
  };
}

test.each<[string, Partial<Record<'keys' | 'left' | 'right' | 'both', readonly string[]>>]>([
  ['left.k = right.k', { keys: ['k = k'] }],
  ['right.n = left.n', { keys: ['n = n'] }],
  ['left.k <=> right.k', { keys: ['k <=> k'] }],
  ['left.k + 1 = right.n * 2', { keys: ['(k + 1) = (n * 2)'] }],
  ['left.k = right.n', { keys: ['k = n'] }],
  ['left.k = left.n', { left: ['(k = n)'] }],
  ['left.k = 5', { left: ['(k = 5)'] }],
  ['left.k + right.k = 5', { both: ['((k + k) = 5)'] }],
  ['left.k = right.k + left.n', { both: ['(k = (k + n))'] }],
  ['left.k = right.k or left.n = 1', { both: ['((k = k) OR (n = 1))'] }],
  [
    'left.k = right.k and left.n > 1 and (right.n < 2 and left.time > right.time)',
    { keys: ['k = k'], left: ['(n > 1)'], right: ['(n < 2)'], both: ['(time > time)'] },
  ],
  ['left.n between 1 and right.n', { left: ['(n >= 1)'], both: ['(n <= n)'] }],
  ['right.n between 1 and 2', { right: ['(n >= 1)', '(n <= 2)'] }],
  ['true', { left: ['true'], right: ['true'] }],
])('%s', (text, parts) => {
  expect(split(text)).toEqual({ keys: [], left: [], right: [], both: [], ...parts });
});

test('conditions of one side are written over the row of that side', () => {
  const resolved = resolveCondition('left.k = right.n and right.time = right.time', both);
  if (!resolved.ok) throw new Error('resolves');
  const { keys, rightOnly } = splitJoinCondition(resolved.value.expr, columns.length);
  expect(keys[0]).toMatchObject({ left: { index: 0 }, right: { kind: 'cast', of: { index: 1 } } });
  expect(rightOnly[0]).toMatchObject({ args: [{ index: 2 }, { index: 2 }] });
});

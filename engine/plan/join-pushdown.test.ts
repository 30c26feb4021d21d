import { beforeAll, describe, expect, test } from 'vitest';
import { displayExpr } from '../expression/display.ts';
import type { Expr } from '../expression/expr.ts';
import { loadExpressionParser } from '../expression/parse-expression.ts';
import { resolveCondition } from '../expression/resolve-expression.ts';
import { BIGINT, TIMESTAMP } from '../types/data-type.ts';
import type { Schema } from '../types/schema.ts';
import { pushedBelow } from './join-pushdown.ts';
import type { LogicalPlan } from './logical-plan.ts';
import { filter } from './operators/filter.ts';
import { JOIN_TYPES, type JoinType, join } from './operators/join.ts';
import { splitJoinCondition } from './split-join-condition.ts';

beforeAll(loadExpressionParser);

const schema: Schema = [
  { name: 'k', type: BIGINT, nullable: true },
  { name: 'v', type: BIGINT, nullable: true },
  { name: 'time', type: TIMESTAMP, nullable: true },
];
const both: Schema = ['left', 'right'].flatMap((qualifier) => schema.map((field) => ({ ...field, qualifier })));
const rows = (nodeId: string): LogicalPlan => ({ op: 'rows-scan', nodeId, isStatic: false, schema, batches: [] });

function conditionOf(text: string, columns: Schema): Expr {
  const resolved = resolveCondition(text, columns);
  if (!resolved.ok) throw new Error(JSON.stringify(resolved.error));
  return resolved.value.expr;
}

/** What is pushed on each side, each condition once; a test of null prints as `column!`. */
function pushed(
  type: JoinType,
  on: string,
  more: { readonly left?: LogicalPlan; readonly above?: string } = {},
): readonly [string, string] {
  const condition = splitJoinCondition(conditionOf(on, both), schema.length);
  const plan = join('j', more.left ?? rows('l'), rows('r'), type, condition);
  const found = pushedBelow(plan, more.above === undefined ? [] : [conditionOf(more.above, both)]);
  const text = (exprs: readonly Expr[]) =>
    [...new Set(exprs.map((expr) => displayExpr(expr).replace(/^\((\w+) IS NOT NULL\)$/, '$1!')))].join(', ');
  return [text(found.left), text(found.right)];
}

describe('conditions of ON', () => {
  test.each<[JoinType, string, string]>([
    ['inner', '(v > 1), k!', '(v < 2), k!'],
    ['left-semi', '(v > 1), k!', '(v < 2), k!'],
    ['left', '', '(v < 2), k!'],
    ['left-anti', '', '(v < 2), k!'],
    ['right', '(v > 1), k!', ''],
    ['full', '', ''],
  ])('%s', (type, left, right) => {
    expect(pushed(type, 'left.k = right.k and left.v > 1 and right.v < 2')).toEqual([left, right]);
  });

  test.each<[string, string, string]>([
    ['left.k <=> right.k', '', ''],
    ['left.k + left.v = right.k', 'k!, v!', 'k!'],
    ['coalesce(left.k, left.v) = right.k', '', 'k!'],
    ['left.k = right.k and left.time >= right.time - interval 5 seconds', 'k!, time!', 'k!, time!'],
    ['left.k = right.k and (left.v > right.v or left.v = 1)', 'k!', 'k!'],
  ])('what is compared is not null: %s', (on, left, right) => {
    expect(pushed('inner', on)).toEqual([left, right]);
  });

  test('what holds for one side of an equality holds for the other', () => {
    expect(pushed('inner', 'left.k = right.v and left.k > 5')).toEqual(['(k > 5), k!', 'v!, (v > 5)']);
    expect(pushed('left', 'left.k = right.v and left.k > 5')).toEqual(['', 'v!, (v > 5)']);
    expect(pushed('inner', 'left.k = right.v and left.k > left.v')).toEqual(['(k > v), k!', 'v!']);
  });

  test('so does what a filter before the join says', () => {
    const left = filter('f', rows('l'), conditionOf('k > 5 and v > 6', schema));
    expect(pushed('inner', 'left.k = right.v', { left })).toEqual(['k!', 'v!, (v > 5)']);
  });
});

describe('conditions behind the join', () => {
  test.each<[JoinType, string, string]>([
    ['inner', '(v > 1)', ''],
    ['left', '(v > 1)', ''],
    ['right', '', ''],
    ['full', '', ''],
  ])('of the left side, %s', (type, left, right) => {
    expect(pushed(type, 'left.time <=> right.time', { above: 'left.v > 1' })).toEqual([left, right]);
  });

  test.each(JOIN_TYPES)('that read both sides stay where they are: %s', (type) => {
    expect(pushed(type, 'left.time <=> right.time', { above: 'left.v > right.v' })).toEqual(['', '']);
  });
});

import { beforeAll, describe, expect, test } from 'vitest';
import { loadExpressionParser } from '../../expression/parse-expression.ts';
import type { LogicalPlan } from '../../plan/logical-plan.ts';
import { BIGINT, STRING } from '../../types/data-type.ts';
import { lowered } from '../testing/lowered.ts';
import { sortKind } from './sort.ts';

beforeAll(() => loadExpressionParser());

const input: LogicalPlan = {
  op: 'rows-scan',
  nodeId: 'rows',
  isStatic: false,
  batches: [],
  schema: [
    { name: 'key', type: STRING, nullable: true },
    { name: 'count', type: BIGINT, nullable: false },
  ],
};

const lower = (by: readonly object[]) => lowered(sortKind, { by }, { inputs: { in: input } });
const spark = (by: readonly object[]) =>
  sortKind.spark(sortKind.settings.parse({ by }), { isStreaming: true } as never);

describe('sort', () => {
  test('[SL-1] nulls come first when ascending and last when descending, unless told otherwise', () => {
    const { plan } = lower([
      { expr: 'key' },
      { expr: 'count', direction: 'desc' },
      { expr: 'upper(key)', direction: 'asc', nulls: 'last' },
      { expr: 'count % 2', direction: 'desc', nulls: 'first' },
    ]);
    expect(plan?.op === 'sort' && plan.orders.map(({ descending, nullsFirst }) => [descending, nullsFirst])).toEqual([
      [false, true],
      [true, false],
      [false, false],
      [true, true],
    ]);
  });

  test('a whole number is the place of a column, as on Spark', () => {
    const { plan } = lower([{ expr: '2', direction: 'desc' }]);
    expect(plan?.op === 'sort' && plan.orders[0]?.expr).toMatchObject({ kind: 'column', index: 1, name: 'count' });
    for (const expr of ['0', '3', '99']) expect(lower([{ expr }]).reports).toEqual([['PLN-095', 'by.0.expr']]);
    expect(lower([{ expr: "'x'" }]).reports).toEqual([]);
  });

  test('reports every expression that is wrong', () => {
    expect(lower([{ expr: 'cuont' }, { expr: 'key' }, { expr: 'sum(count)' }])).toEqual({
      plan: null,
      reports: [
        ['EXP-020', 'by.0.expr'],
        ['EXP-026', 'by.2.expr'],
      ],
    });
  });

  test('is written in PySpark', () => {
    expect(spark([{ expr: 'count', direction: 'desc' }, { expr: 'key' }])).toBe(
      '.orderBy(F.col("count").desc(), F.col("key").asc())',
    );
    expect(
      spark([
        { expr: 'upper(key)', nulls: 'last' },
        { expr: 'count', direction: 'desc', nulls: 'first' },
      ]),
    ).toBe('.orderBy(F.expr("upper(key)").asc_nulls_last(), F.col("count").desc_nulls_first())');
  });
});

import { expect, test } from 'vitest';
import { INT } from '../types/data-type.ts';
import { explainPlan } from './explain.ts';
import type { LogicalPlan } from './logical-plan.ts';
import { join } from './operators/join.ts';
import type { RowsScan } from './operators/rows-scan.ts';

const schema = [{ name: 'v', type: INT, nullable: true }];
const scan = (nodeId: string): RowsScan => ({ op: 'rows-scan', nodeId, isStatic: false, schema, batches: [[]] });
const none = { keys: [], leftOnly: [], rightOnly: [], both: [] };

test('the lines of a left input hang apart from those of the right one', () => {
  const inner = join<LogicalPlan>('inner', scan('a'), scan('b'), 'inner', none);
  const plan = join<LogicalPlan>('outer', inner, scan('c'), 'left', none);
  expect(explainPlan(plan)).toBe(
    [
      'Join left, true  -- outer',
      ':- Join inner, true  -- inner',
      ':  :- RowsScan [v: int], 1 batches  -- a',
      ':  +- RowsScan [v: int], 1 batches  -- b',
      '+- RowsScan [v: int], 1 batches  -- c',
    ].join('\n'),
  );
});

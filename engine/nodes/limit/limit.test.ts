import { expect, test } from 'vitest';
import type { LogicalPlan } from '../../plan/logical-plan.ts';
import { lowered } from '../testing/lowered.ts';
import { limitKind } from './limit.ts';

const input: LogicalPlan = { op: 'rows-scan', nodeId: 'rows', isStatic: false, batches: [], schema: [] };

test('a limit is a number of rows', () => {
  expect(lowered(limitKind, { count: 3 }, { inputs: { in: input } }).plan).toMatchObject({ op: 'limit', count: 3 });
  for (const count of [-1, 1.5, 2 ** 31, '3', null])
    expect(limitKind.settings.safeParse({ count }).success).toBe(false);
  expect(limitKind.spark({ count: 3 }, { isStreaming: true } as never)).toBe('.limit(3)');
});

import { InternalError } from '../base/assert.ts';
import type { LogicalPlan } from '../plan/logical-plan.ts';
import type { Join } from '../plan/operators/join.ts';
import type { Union } from '../plan/operators/union.ts';
import type { MergingExec, OperatorExec, QueryScope } from './operator-exec.ts';
import { AggregateExec } from './operators/aggregate-exec.ts';
import { CountingExec } from './operators/counting-exec.ts';
import { EventTimeWatermarkExec } from './operators/event-time-watermark-exec.ts';
import { FilterExec } from './operators/filter-exec.ts';
import { ProjectExec } from './operators/project-exec.ts';
import { TimeWindowExec } from './operators/time-window-exec.ts';
import { UnionExec } from './operators/union-exec.ts';

/**
 * What runs an operator over one input.
 *
 * @param watermark place among the query's watermarks; null for an operator that is none, or one over static data
 */
export function createOperatorExec(plan: LogicalPlan, watermark: number | null, scope: QueryScope): OperatorExec {
  switch (plan.op) {
    case 'project':
      return new ProjectExec(plan, scope);
    case 'filter':
      return new FilterExec(plan, scope);
    case 'event-time-watermark':
      return watermark === null ? new CountingExec(plan) : new EventTimeWatermarkExec(plan, watermark, scope);
    case 'time-window':
      return new TimeWindowExec(plan);
    case 'aggregate':
      return new AggregateExec(plan, scope);
    default:
      throw new InternalError(`${plan.op} is not an operator over one input`);
  }
}

/** What runs an operator over several inputs. */
export function createMergingExec(plan: Join<LogicalPlan> | Union<LogicalPlan>, scope: QueryScope): MergingExec {
  switch (plan.op) {
    case 'union':
      return new UnionExec(plan, scope);
    case 'join':
      throw new InternalError('join');
  }
}

import { InternalError } from '../base/assert.ts';
import { isStreamStreamJoin } from '../plan/join-eviction.ts';
import type { LogicalPlan } from '../plan/logical-plan.ts';
import { sessionKey } from '../plan/operators/aggregate.ts';
import type { Join } from '../plan/operators/join.ts';
import type { Union } from '../plan/operators/union.ts';
import type { MergingExec, OperatorExec, QueryScope } from './operator-exec.ts';
import { AggregateExec } from './operators/aggregate-exec.ts';
import { CountingExec } from './operators/counting-exec.ts';
import { DeduplicateExec } from './operators/deduplicate-exec.ts';
import { EventTimeWatermarkExec } from './operators/event-time-watermark-exec.ts';
import { FilterExec } from './operators/filter-exec.ts';
import { HashJoinExec } from './operators/hash-join-exec.ts';
import { LimitExec } from './operators/limit-exec.ts';
import { ProjectExec } from './operators/project-exec.ts';
import { SessionAggregateExec } from './operators/session-aggregate-exec.ts';
import { SessionWindowExec } from './operators/session-window-exec.ts';
import { SortExec } from './operators/sort-exec.ts';
import { SymmetricHashJoinExec } from './operators/symmetric-hash-join-exec.ts';
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
    case 'session-window':
      return new SessionWindowExec(plan, scope);
    case 'aggregate':
      return sessionKey(plan) < 0 ? new AggregateExec(plan, scope) : new SessionAggregateExec(plan, scope);
    case 'deduplicate':
      return new DeduplicateExec(plan, scope);
    case 'sort':
      return new SortExec(plan, scope);
    case 'limit':
      return new LimitExec(plan, scope);
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
      return scope.isStreaming && isStreamStreamJoin(plan)
        ? new SymmetricHashJoinExec(plan, scope)
        : new HashJoinExec(plan, scope);
  }
}

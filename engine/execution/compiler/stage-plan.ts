import type { LogicalPlan } from '../../plan/logical-plan.ts';
import type { Aggregate } from '../../plan/operators/aggregate.ts';
import type { FileSourceSettings } from '../../sources/file/file-source-settings.ts';

/** What a stage does, from a scan up. */
export interface StagePlan {
  readonly settings: FileSourceSettings;
  /** The operators above the scan that take a row at a time, in order. */
  readonly chain: readonly LogicalPlan[];
  /** The aggregation that the stage ends in; null where rows leave it. */
  readonly top: Aggregate<LogicalPlan> | null;
  /** For the scan, each operator of the chain and the aggregation: whether its rows are counted, or are on another way to the sink. */
  readonly isCounted: readonly boolean[];
  /** The session's time zone. */
  readonly timeZone: string;
}

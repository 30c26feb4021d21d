import type { Aggregate } from './operators/aggregate.ts';
import type { EventTimeWatermark } from './operators/event-time-watermark.ts';
import type { FileScan } from './operators/file-scan.ts';
import type { Filter } from './operators/filter.ts';
import type { Project } from './operators/project.ts';
import type { RowsScan } from './operators/rows-scan.ts';
import type { TimeWindow } from './operators/time-window.ts';
import type { OutputMode } from './output-mode.ts';
import type { Trigger } from './trigger.ts';

/** What a query computes, as a tree from its last node back to its sources. Every operator names its canvas node. */
export type LogicalPlan =
  | FileScan
  | RowsScan
  | Project<LogicalPlan>
  | Filter<LogicalPlan>
  | EventTimeWatermark<LogicalPlan>
  | TimeWindow<LogicalPlan>
  | Aggregate<LogicalPlan>;

/** Where a query's rows go, by what its sink node asks for. */
export type SinkPlan =
  | { readonly type: 'memory'; readonly nodeId: string; readonly queryName: string }
  | {
      readonly type: 'console';
      readonly nodeId: string;
      readonly numRows: number;
      /** Most characters of a cell; 0 means that cells are not cut. */
      readonly truncate: number;
    };

/** One query: a sink with all that feeds it. */
export interface QueryPlan {
  /** The query's name, or null where its sink gives none. */
  readonly name: string | null;
  readonly sink: SinkPlan;
  readonly outputMode: OutputMode;
  readonly trigger: Trigger;
  /** Absolute folder, or null for none. */
  readonly checkpointLocation: string | null;
  readonly plan: LogicalPlan;
}

/** The operators whose rows this one reads: none for a scan. */
export function inputsOf(plan: LogicalPlan): readonly LogicalPlan[] {
  return plan.op === 'file-scan' || plan.op === 'rows-scan' ? [] : [plan.input];
}

/** All operators, inputs before the operators that read them. */
export function operatorsOf(plan: LogicalPlan): LogicalPlan[] {
  return [...inputsOf(plan).flatMap(operatorsOf), plan];
}

/** Ids of all canvas nodes that a plan runs through, sources first, each once. */
export function nodesOf(plan: LogicalPlan): string[] {
  const ids = operatorsOf(plan).flatMap((operator) =>
    operator.op === 'file-scan' && operator.schemaNodeId !== null
      ? [operator.nodeId, operator.schemaNodeId]
      : [operator.nodeId],
  );
  return [...new Set(ids)];
}

import type { Aggregate } from './operators/aggregate.ts';
import type { Deduplicate } from './operators/deduplicate.ts';
import type { EventTimeWatermark } from './operators/event-time-watermark.ts';
import type { FileScan } from './operators/file-scan.ts';
import type { Filter } from './operators/filter.ts';
import type { GeneratorScan } from './operators/generator-scan.ts';
import type { Join } from './operators/join.ts';
import type { Limit } from './operators/limit.ts';
import type { Project } from './operators/project.ts';
import type { RateScan } from './operators/rate-scan.ts';
import type { RowsScan } from './operators/rows-scan.ts';
import type { SessionWindow } from './operators/session-window.ts';
import type { SocketScan } from './operators/socket-scan.ts';
import type { Sort } from './operators/sort.ts';
import type { TimeWindow } from './operators/time-window.ts';
import type { Union } from './operators/union.ts';
import type { OutputMode } from './output-mode.ts';
import type { Trigger } from './trigger.ts';

/** Where a plan's rows come from. */
export type Scan = FileScan | RowsScan | RateScan | SocketScan | GeneratorScan;

/** What a query computes, as a tree from its last node back to its sources. Every operator names its canvas node. */
export type LogicalPlan =
  | Scan
  | Project<LogicalPlan>
  | Filter<LogicalPlan>
  | EventTimeWatermark<LogicalPlan>
  | TimeWindow<LogicalPlan>
  | SessionWindow<LogicalPlan>
  | Aggregate<LogicalPlan>
  | Deduplicate<LogicalPlan>
  | Join<LogicalPlan>
  | Union<LogicalPlan>
  | Sort<LogicalPlan>
  | Limit<LogicalPlan>;

/** Where a query's rows go, by what its sink node asks for. */
export type SinkPlan =
  | { readonly type: 'memory'; readonly nodeId: string; readonly queryName: string }
  | {
      readonly type: 'console';
      readonly nodeId: string;
      readonly numRows: number;
      /** Most characters of a cell; 0 means that cells are not cut. */
      readonly truncate: number;
    }
  | {
      readonly type: 'file';
      readonly nodeId: string;
      /** Absolute folder. */
      readonly path: string;
      readonly format: FileSinkFormat;
      /** Names of columns, in the order of the folders. */
      readonly partitionBy: readonly string[];
      /** Spark's writer options by Spark's names, without regard to letter case. */
      readonly options: Readonly<Record<string, string>>;
    };

export type FileSinkFormat = 'json' | 'csv' | 'parquet';

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

export function isScan(plan: LogicalPlan): plan is Scan {
  return plan.op.endsWith('-scan');
}

/** The operators whose rows this one reads: none for a scan, the left one first for a join. */
export function inputsOf(plan: LogicalPlan): readonly LogicalPlan[] {
  switch (plan.op) {
    case 'file-scan':
    case 'rows-scan':
    case 'rate-scan':
    case 'socket-scan':
    case 'generator-scan':
      return [];
    case 'join':
      return [plan.left, plan.right];
    case 'union':
      return plan.inputs;
    default:
      return [plan.input];
  }
}

/** The same operator over other inputs, as many as it has. Their columns must be those of the inputs they stand for. */
export function withInputs(plan: LogicalPlan, inputs: readonly LogicalPlan[]): LogicalPlan {
  if (isScan(plan)) return plan;
  if (plan.op === 'union') return { ...plan, inputs };
  const [first = plan, second = plan] = inputs;
  return plan.op === 'join' ? { ...plan, left: first, right: second } : { ...plan, input: first };
}

/** All operators, inputs before the operators that read them. */
export function operatorsOf(plan: LogicalPlan): LogicalPlan[] {
  return [...inputsOf(plan).flatMap(operatorsOf), plan];
}

/**
 * Whether a plan's rows come in micro-batch by micro-batch. One whose every source is static is computed whole in each of
 * them: its watermarks do nothing and it keeps no state.
 */
export function isStreamingPlan(plan: LogicalPlan): boolean {
  if (isScan(plan)) return !('isStatic' in plan && plan.isStatic);
  return inputsOf(plan).some(isStreamingPlan);
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

import type { Clock } from '../base/clock.ts';
import type { Environment } from '../expression/expr.ts';
import type { OutputMode } from '../plan/output-mode.ts';
import type { MemoryBudget } from '../state/memory-budget.ts';
import type { StateTable } from '../state/state-table.ts';
import type { BatchScope } from './batch-scope.ts';
import type { RowSink } from './row-sink.ts';

/** What holds for a whole query, whatever the batch. */
export interface QueryScope {
  readonly environment: Environment;
  readonly isStreaming: boolean;
  readonly outputMode: OutputMode;
  /** Tells how long operators work on their state; absent where nobody asks. */
  readonly clock?: Clock;
  /** What the query may take in memory; absent where nobody limits it. */
  readonly memory?: MemoryBudget;
}

/**
 * A physical operator: made once a query, opened once a micro-batch. Batches never overlap. `open` returns where the
 * operator's own rows go in; its results go to `output`.
 */
export interface OperatorExec {
  open(batch: BatchScope, output: RowSink): RowSink;
}

/**
 * A physical operator over several inputs. `openAll` returns where the rows of each input go in, in the order of the
 * inputs; they are fed and ended one after another, in `feedOrder`.
 */
export interface MergingExec {
  /** Indexes of the inputs. */
  readonly feedOrder: readonly number[];
  openAll(batch: BatchScope, output: RowSink): readonly RowSink[];
}

/** What every operator with state can do, whatever its inputs. */
export interface KeepsState {
  /** Makes what the batch did to the state lasting. */
  commit(): void;
  /** Undoes what the batch did to the state. */
  abort(): void;
  /** Whether a batch without data should follow when the watermark that reaches it moves (semantics 5.4). */
  readonly wantsNoDataBatches: boolean;
  /** The state as checkpoints keep it; always the same tables. */
  readonly tables: readonly StateTable[];
}

/** An operator over one input that keeps state between batches. */
export interface StatefulExec extends OperatorExec, KeepsState {}

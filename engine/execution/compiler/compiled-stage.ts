import type { FileSlice } from '../../sources/file-slice.ts';
import type { GroupTable } from '../../state/groups/group-table.ts';
import type { BatchScope } from '../batch-scope.ts';
import type { BatchObserver } from '../physical-query.ts';
import type { RowSink } from '../row-sink.ts';
import type { StageTask } from './stage-task.ts';

/** A scan and all that lies between it and an aggregation, or between it and where its rows are wanted, as one generated loop. */
export interface CompiledStage extends StageTask {
  /** The generated source, readable, with the canvas's node ids in comments. */
  readonly source: string;

  /**
   * Reads the files of a batch and aggregates what comes out, or hands its rows to `output`: in the same way, with the same counts
   * at every node, the same event times and the same errors as the interpreter. Gives way to the event loop at least every 20 ms
   * and throws `CancelledError` soon after `signal` aborts.
   *
   * @param firstWatermark place of the stage's first watermark among the query's
   * @param output takes the rows of a stage that has no groups; it is not ended here
   */
  run(
    files: readonly FileSlice[],
    batch: BatchScope,
    firstWatermark: number,
    observer: BatchObserver,
    signal: AbortSignal,
    output: Pick<RowSink, 'push'>,
  ): Promise<StageResult>;
}

export interface StageResult {
  /**
   * One group a key, in the order in which their first rows came; without keys exactly one. Valid until the next batch. Null for a
   * stage whose rows leave it.
   */
  readonly groups: GroupTable | null;
  /** Rows that the scan gave. */
  readonly rowsRead: number;
}

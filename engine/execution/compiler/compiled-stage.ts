import type { FileSlice } from '../../sources/file-slice.ts';
import type { BatchScope } from '../batch-scope.ts';
import type { PartialGroup } from '../operators/partial-aggregation.ts';
import type { BatchObserver } from '../physical-query.ts';

/** A scan and all that lies between it and an aggregation, fused into one generated loop over the bytes of files. */
export interface CompiledStage {
  /** The generated source, readable, with the canvas's node ids in comments. */
  readonly source: string;

  /**
   * Reads the files and aggregates what comes out, in the same way, with the same counts at every node, the same event
   * times and the same errors as the interpreter. Gives way to the event loop at least every 20 ms and throws
   * `CancelledError` soon after `signal` aborts.
   *
   * @returns one group a key, in the order in which their first rows came; without keys exactly one group
   */
  run(
    files: readonly FileSlice[],
    batch: BatchScope,
    observer: BatchObserver,
    signal: AbortSignal,
  ): Promise<Iterable<PartialGroup>>;
}

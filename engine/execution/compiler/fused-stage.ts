import type { BlockReader, ScanLines } from '../../sources/file/block-reader.ts';
import type { FileSlice } from '../../sources/file-slice.ts';
import { Pacer } from '../../sources/pacer.ts';
import type { BatchScope } from '../batch-scope.ts';
import { EventTimeStatsBuilder } from '../operators/event-time-watermark-exec.ts';
import type { PartialAggregation, PartialGroup } from '../operators/partial-aggregation.ts';
import { type BatchObserver, observeEveryMs } from '../physical-query.ts';
import type { CompiledStage } from './compiled-stage.ts';
import type { GeneralPath } from './general-path.ts';
import type { GroupTable } from './group-table.ts';
import type { RowEnds } from './row-ends.ts';

/** What the loop sees that changes with the batch. */
export interface LoopBatch {
  /** Event times of each watermark, in plan order. */
  stats: EventTimeStatsBuilder[];
}

export interface StageParts {
  readonly source: string;
  readonly scan: ScanLines;
  readonly reader: BlockReader;
  readonly general: GeneralPath;
  readonly partial: PartialAggregation;
  readonly table: GroupTable;
  readonly ends: RowEnds;
  readonly loopBatch: LoopBatch;
  readonly watermarks: number;
  readonly hasKeys: boolean;
}

/** Runs a generated loop over files, and the general path for what the loop leaves. */
export class FusedStage implements CompiledStage {
  readonly source: string;
  readonly #parts: StageParts;

  constructor(parts: StageParts) {
    this.source = parts.source;
    this.#parts = parts;
  }

  async run(
    files: readonly FileSlice[],
    batch: BatchScope,
    observer: BatchObserver,
    signal: AbortSignal,
  ): Promise<Iterable<PartialGroup>> {
    const { reader, scan, general, partial, table, ends, loopBatch, watermarks, hasKeys } = this.#parts;
    const pacer = new Pacer(signal);
    pacer.check();
    table.clear();
    ends.counts.fill(0);
    loopBatch.stats = Array.from({ length: watermarks }, () => new EventTimeStatsBuilder());
    const { records, end } = general.open(batch, observer, loopBatch.stats);
    let observedMs = performance.now();
    const blockDone = (): void => {
      const nowMs = performance.now();
      if (nowMs - observedMs < observeEveryMs) return;
      observedMs = nowMs;
      ends.moveTo(batch);
      observer.counting(batch.counts);
    };
    for (const slice of files) {
      if (pacer.isDue) await pacer.rest();
      await reader.read(slice, scan, records, pacer, blockDone);
    }
    ends.moveTo(batch);
    table.finish();
    if (!hasKeys) partial.groupOf([]);
    end();
    return partial.groups;
  }
}

/**
 * The part of a query from files up to where rows first meet others or a compiled stage ends. What passes in there is not kept: rows are
 * made again from the files of their batch, without state and without a trace.
 */
import type { LogicalPlan } from '../../plan/logical-plan.ts';
import type { FileScan } from '../../plan/operators/file-scan.ts';
import { type FileContent, FileRows, type TakeRow } from '../../sources/file/looks/file-rows.ts';
import type { FileSlice } from '../../sources/file-slice.ts';
import { Pacer } from '../../sources/pacer.ts';
import type { Row } from '../../types/value.ts';
import { fileSourceSettings } from '../create-source.ts';
import { openChain } from './row-chain.ts';
import { RowRing } from './row-ring.ts';

/** Bytes of the end of a file that are read first, and of all files at most where they can be cut. */
const TAIL_BYTES_FIRST = 64 * 1024;
const TAIL_BYTES_MAX = 32 * 1024 * 1024;
/** What a file costs besides its bytes. */
const FILE_BYTES = 16 * 1024;

/** Files of a batch, and when it was. */
export interface RegionBatch {
  readonly timestampMs: number;
  readonly slices: readonly FileSlice[];
}

export interface RegionOptions {
  readonly timeZone: string;
  readonly isStreaming: boolean;
}

export class FileRegion {
  readonly scan: FileScan;
  readonly #options: RegionOptions;

  constructor(scan: FileScan, options: RegionOptions) {
    this.scan = scan;
    this.#options = options;
  }

  /** Feeds all rows of a batch through the operators up to `top`. Gives way; throws what `FileRows.read` throws. */
  async readAll(
    batch: RegionBatch,
    top: LogicalPlan,
    taps: ReadonlyMap<LogicalPlan, TakeRow>,
    signal: AbortSignal,
  ): Promise<void> {
    const pacer = new Pacer(signal);
    const files = this.#files('rows');
    const take = this.#chain(batch, top, taps);
    for (const slice of batch.slices) {
      if (pacer.isDue) await pacer.rest();
      await files.read(slice, 0, take, pacer);
    }
  }

  /**
   * The last rows of a batch that leave `top`, at most `limit`; with `lines` the last lines of its files. Reads from the end, further and
   * further, until there are enough, 32 MB were read, or all.
   */
  async readTail(
    batch: RegionBatch,
    top: LogicalPlan,
    content: FileContent,
    limit: number,
    signal: AbortSignal,
  ): Promise<readonly Row[]> {
    const pacer = new Pacer(signal);
    const files = this.#files(content);
    const parts: (readonly Row[])[] = [];
    let wanted = limit;
    let leftBytes = TAIL_BYTES_MAX;
    for (const slice of [...batch.slices].reverse()) {
      if (wanted === 0 || leftBytes <= 0) break;
      if (pacer.isDue) await pacer.rest();
      let tailBytes = Math.min(TAIL_BYTES_FIRST, leftBytes);
      let ring: RowRing;
      for (;;) {
        const fromByte = files.canCut(slice) ? Math.max(0, slice.sizeBytes - tailBytes) : 0;
        ring = new RowRing(wanted);
        const found = ring;
        const see = (row: Row): void => found.push(row);
        await files.read(
          slice,
          fromByte,
          content === 'lines' ? see : this.#chain(batch, top, new Map([[top, see]])),
          pacer,
        );
        if (fromByte === 0 || ring.total >= wanted || tailBytes >= leftBytes) break;
        tailBytes = Math.min(leftBytes, tailBytes * 2);
      }
      leftBytes -= Math.min(slice.sizeBytes, tailBytes) + FILE_BYTES;
      const rows = ring.last(wanted);
      parts.push(rows);
      wanted -= rows.length;
    }
    return parts.reverse().flat();
  }

  #files(content: FileContent): FileRows {
    return new FileRows(fileSourceSettings(this.scan, this.#options), content);
  }

  #chain(batch: RegionBatch, top: LogicalPlan, taps: ReadonlyMap<LogicalPlan, TakeRow>): TakeRow {
    return openChain(top, { timestampMs: batch.timestampMs, timeZone: this.#options.timeZone }, taps);
  }
}

import type { Pacing } from '../../base/pacing.ts';
import type { FileSlice } from '../../sources/file-slice.ts';
import type { MalformedRecord } from '../../sources/source.ts';
import type { GroupTable } from '../../state/groups/group-table.ts';
import type { EventTimeSums } from '../operators/event-time-watermark-exec.ts';
import type { NodeCounts } from '../physical-query.ts';
import type { RowSink } from '../row-sink.ts';

/** Where what a stage makes goes: groups into a table, or rows out of the stage. */
export type StageTarget =
  | { readonly kind: 'groups'; readonly table: GroupTable }
  | { readonly kind: 'rows'; readonly output: Pick<RowSink, 'push'> };

/** What is to be told of some lines besides what they made: plain data, which can be sent from one thread to another. */
export interface RangeReport {
  /** Lines of the file that began in the range. */
  readonly lines: number;
  /** Rows that the scan gave. */
  readonly rowsRead: number;
  /** Rows into and out of each node of the stage, its target's input included. */
  readonly counts: Readonly<NodeCounts>;
  /** By watermark of the stage, the one nearest the scan first. */
  readonly eventTimes: readonly EventTimeSums[];
  /** In order. Lines are counted from 1 at the first line of the range. */
  readonly malformed: readonly { readonly nodeId: string; readonly found: MalformedRecord }[];
}

/**
 * A compiled stage as a unit of work that knows no batch: some bytes of a file in, groups or rows and a report out. One range at a
 * time; several tasks of one plan may run in several threads.
 */
export interface StageTask {
  /** `groups` for a stage that ends in a group-by, `rows` for one whose rows leave it. */
  readonly kind: StageTarget['kind'];
  /** Whether a float's last digits depend on the order of additions, so that ranges must be merged in a fixed shape. */
  readonly isOrderSensitive: boolean;
  /** An empty table for the stage's groups. The tables of one task share the codes of their texts. Only for `groups`. */
  createTable(): GroupTable;
  /**
   * To be called before the first table and the first range of a batch: what was kept of an earlier one, also its tables, is void after it.
   *
   * @param folderColumns columns that the folders of the batch's files fill; a file that differs is decoded line by line
   */
  begin(batchTimestampMs: number, folderColumns?: readonly number[]): void;
  /**
   * Runs the lines that begin in the bytes `[fromByte, toByte)` of the file; a line begins at 0 and behind each `\n`. So the ranges
   * of a file that follow one another hold each line once. A packed file is one range, from 0 to its size. Only the range of a whole
   * file goes on where a file is damaged and the reader's options allow it; others throw.
   *
   * Gives way by `pacer` and throws its `CancelledError`. Throws what `Source.read` throws, and `NotInPanes` or
   * `HeaderNotReached` where the batch has to run again without ranges.
   */
  runRange(
    slice: FileSlice,
    fromByte: number,
    toByte: number,
    target: StageTarget,
    pacer: Pacing,
  ): Promise<RangeReport>;
  /**
   * The groups of a table that all ranges have gone into, as the aggregation takes them; the table itself is void afterwards. What is
   * gathered by panes while it runs becomes windows here. Gives way by `pacer` and throws its `CancelledError`.
   */
  finish(table: GroupTable, pacer: Pacing): Promise<GroupTable>;
}

/** The header of a file is not within its first range, so that the lines of the next one cannot be told from it. */
export class HeaderNotReached extends Error {
  override readonly name = 'HeaderNotReached';
}

/** Integers have come that are too large to be added in any order. A stage that is not cut into ranges goes on without panes. */
export class NotInPanes extends Error {
  override readonly name = 'NotInPanes';
}

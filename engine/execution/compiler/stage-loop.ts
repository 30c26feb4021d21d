import type { GroupTable } from '../../state/groups/group-table.ts';
import type { StringCodes } from '../../state/groups/string-codes.ts';
import type { EventTimeStatsBuilder } from '../operators/event-time-watermark-exec.ts';
import type { RowSink } from '../row-sink.ts';
import type { RowEnds } from './row-ends.ts';

/** What a loop writes to; changes with the batch and the range. */
export interface LoopTarget {
  /** For a stage that ends in groups. */
  table: GroupTable | null;
  /** For a stage whose rows leave it. */
  output: Pick<RowSink, 'push'> | null;
  /** Event times of each watermark, in plan order. */
  stats: readonly EventTimeStatsBuilder[];
  /** Rows that the scan gave by way of the interpreter. */
  rowsRead: number;
  /** Whether the table's groups are those of panes. */
  isPaned: boolean;
  /** Sizes of all integers that were added to panes. */
  paneSums: number;
}

/** A generated loop over the vectors of a scanner. */
export interface StageLoop {
  /** Readable, with the canvas's node ids in comments. */
  readonly source: string;
  /**
   * Takes the rows `[from, rows)` of the vectors.
   *
   * @param uncertain takes a row that the loop leaves to the interpreter; called in the order of the rows. Gives true where another
   *   loop has to go on
   * @returns where it stopped
   */
  run(from: number, rows: number, uncertain: (row: number) => boolean): number;
  readonly ends: RowEnds;
  /** By key. */
  readonly keys: readonly LoopKey[];
  /** The table that follows is another one. */
  forgetGroups(): void;
  /** A batch begins: forgets what was computed for an earlier one, and with it the codes of texts that the loop has computed. */
  forget(): void;
}

/** What the loop writes as parts of a key. */
export interface LoopKey {
  /** The dictionary of its codes; null where it writes none. */
  readonly strings: StringCodes | null;
  /** The length of its windows or panes; null where it is neither. */
  readonly windowMicros: number | null;
}

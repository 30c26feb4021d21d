import type { StringCodes } from '../state/groups/string-codes.ts';
import type { Value } from '../types/value.ts';

/** Rows that a scanner hands on at a time: few enough that their columns stay in the processor's nearest caches. */
export const VECTOR_ROWS = 1024;
/** Bytes of a block at most. Larger than the longest line that is scanned; what is longer goes to the interpreter. */
export const BLOCK_BYTES = 256 * 1024;
/** Bytes behind a block's end that may be read, never written, by whoever looks at several bytes at a time. */
export const BLOCK_PADDING = 64;

/**
 * One column of the rows that the last scan found. The arrays live in the scanner's memory, which may move when it grows: take them
 * anew after each scan.
 */
export interface ColumnVector {
  /** Position in the source's schema. */
  readonly column: number;
  /** By row: 1 with a value, 0 for null. */
  readonly present: Uint8Array;
  /**
   * By row, for every type but string: integers and days as they are, timestamps in microseconds, booleans 0 or 1, floats rounded to
   * float, decimals as their unscaled digits. Always exact: a line with a value that is no safe integer where an integer is held
   * is not certain.
   */
  readonly numbers: Float64Array;
  /** By row, for strings: the number of the text in `strings`. */
  readonly codes: Int32Array;
  /** The texts of a string column; null for other types. */
  readonly strings: StringCodes | null;
}

/** Why a scan returned: its vectors are full, its bytes are used up, or the next line is for the interpreter. */
export type ScanStop = 'full' | 'end' | 'uncertain';

/**
 * Reads whole lines of one format into column vectors, and takes only lines of whose meaning it is certain: every other line is
 * left to the file source's own decoder, in its place. A scanner that takes a line gives it exactly the decoder's values; it
 * never raises an error of the data. Each line that it takes is one row.
 *
 * A scanner knows no first line: one that a byte-order mark begins is not certain, and a header (CSV) must not be handed to it.
 * The lines of a file go to the decoder until the decoder has read its header (`LineDecoder.isHeaderDue`).
 */
export interface Scanner {
  /** Where the driver puts the bytes: `BLOCK_BYTES + BLOCK_PADDING` long. Take it anew after each scan. */
  readonly block: Uint8Array;
  /** One for each column of the plan that is read, in the plan's order. */
  readonly vectors: readonly ColumnVector[];
  /** Where each row's line begins in `block`; one entry more than there are rows. `VECTOR_ROWS + 1` long. */
  readonly lineStarts: Int32Array;
  /** Where the next scan goes on: behind the last row, or at the line that is not certain. */
  readonly position: number;
  readonly stop: ScanStop;

  /**
   * A file begins whose folders give some columns their values, by position in the schema. To be called before the file's first
   * scan, and again after `trim`; also without values where an earlier file had some.
   *
   * @returns false where a value cannot be held: the file is then for the interpreter, all of it
   */
  startFile(values: readonly { readonly column: number; readonly value: Value }[]): boolean;

  /**
   * Scans whole lines of `block[from, to)`; the last one ends with a line end at `to - 1`. Rows go to the vectors from 0 on.
   *
   * @returns rows found
   */
  scan(from: number, to: number): number;

  /** What was generated for it, for people to read; absent where nothing was. */
  readonly source?: string | undefined;

  /** Bytes that the scanner holds: its block, its vectors and its dictionaries. */
  readonly memoryBytes: number;

  /** Forgets the texts of dictionaries that have grown large; called between batches. Codes of earlier scans are void after it. */
  trim(): void;
}

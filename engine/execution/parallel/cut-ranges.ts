import { compressionOf } from '../../sources/file/compression.ts';
import type { FileSlice } from '../../sources/file-slice.ts';
import type { RangePiece } from './stage-messages.ts';

const RANGE_BYTES_MIN = 1024 * 1024;
const RANGE_BYTES_MAX = 8 * 1024 * 1024;
/** Ranges of a batch that is not that large: so many that threads end at about the same time. */
const RANGES = 32;
/** Most files of a range: opening one takes as long as reading some thousand lines. */
const PIECES_MAX = 256;

/**
 * Bytes of the ranges of a batch. Results of float sums depend on where inputs are cut, so this depends on nothing but the size of
 * the batch.
 */
export function rangeBytesOf(batchBytes: number): number {
  return Math.min(RANGE_BYTES_MAX, Math.max(RANGE_BYTES_MIN, Math.ceil(batchBytes / RANGES)));
}

/** Pieces that are handed out together, in the order of their bytes. */
export type Range = readonly RangePiece[];

/**
 * Cuts the files of a batch into ranges of at most `rangeBytes`, in their order: large files at multiples of it, small files
 * together. A packed file can only be read from its start, so it is a range of its own. Empty files are in a range as well, since
 * reading them may fail. The cut depends on the files alone.
 */
export function cutRanges(files: readonly FileSlice[], rangeBytes: number): Range[] {
  const ranges: RangePiece[][] = [];
  let roomBytes = 0;
  const add = (piece: RangePiece): void => {
    const bytes = piece.toByte - piece.fromByte;
    const last = ranges.at(-1);
    if (last === undefined || bytes > roomBytes || last.length >= PIECES_MAX) {
      ranges.push([piece]);
      roomBytes = Math.max(0, rangeBytes - bytes);
      return;
    }
    last.push(piece);
    roomBytes -= bytes;
  };
  for (const slice of files) {
    const stepBytes = compressionOf(slice.path) === 'none' ? rangeBytes : Math.max(slice.sizeBytes, rangeBytes);
    let fromByte = 0;
    do {
      const toByte = Math.min(slice.sizeBytes, fromByte + stepBytes);
      add({ slice, fromByte, toByte });
      fromByte = toByte;
    } while (fromByte < slice.sizeBytes);
  }
  return ranges;
}

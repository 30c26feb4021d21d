import type { FileSlice } from '../file-slice.ts';
import { compareNaturally } from './natural-order.ts';

/** Decisions of the file source over files that were listed; nothing here touches a disk (semantics 1.1 to 1.4). */

/** Names that Spark passes over at every level: hidden files, underscore files that are no partitions, half copies. */
export function isHiddenName(name: string): boolean {
  if (name.startsWith('_metadata') || name.startsWith('_common_metadata')) return false;
  return name.startsWith('.') || (name.startsWith('_') && !name.includes('=')) || name.endsWith('._COPYING_');
}

/**
 * The order in which files are taken: oldest first, or newest first. Files of the same time follow the natural order of
 * their paths, which refines Spark's order (it leaves them as they were listed).
 */
export function inDiscoveryOrder<File extends Pick<FileSlice, 'path' | 'modifiedMs'>>(
  files: readonly File[],
  latestFirst: boolean,
): File[] {
  const direction = latestFirst ? -1 : 1;
  return [...files].sort((a, b) => direction * (a.modifiedMs - b.modifiedMs) || compareNaturally(a.path, b.path));
}

/** At most so many files, or so many bytes, a trigger. */
export type BatchLimit =
  | { readonly unit: 'files'; readonly max: number }
  | { readonly unit: 'bytes'; readonly max: number }
  | null;

/**
 * Tells of one file after the other whether it still fits into a batch. With a limit of bytes the first file always does, and
 * taking stops at the first that does not: later, smaller ones do not overtake it.
 */
export function roomInBatch(limit: BatchLimit): (file: Pick<FileSlice, 'sizeBytes'>) => boolean {
  if (limit === null) return () => true;
  let count = 0;
  if (limit.unit === 'files') return () => count++ < limit.max;
  let total = 0;
  return ({ sizeBytes }) => {
    total += sizeBytes;
    return count++ === 0 || total <= limit.max;
  };
}

/** How many of `files` from `from` on the next batch takes. Looks only at those and the one behind them. */
export function batchSize(files: readonly Pick<FileSlice, 'sizeBytes'>[], from: number, limit: BatchLimit): number {
  if (limit === null) return files.length - from;
  const fits = roomInBatch(limit);
  let to = from;
  for (let file = files[to]; file !== undefined && fits(file); file = files[to]) to++;
  return to - from;
}

/**
 * How many of `files` from `from` on the next polls take without listing again: all that are left, unless there is so little of
 * it that listing again gives fuller batches. 0 means: list again.
 */
export function unreadToKeep(
  files: readonly Pick<FileSlice, 'sizeBytes'>[],
  from: number,
  limit: BatchLimit,
  options: { readonly maxCachedFiles: number; readonly discardCachedInputRatio: number },
): number {
  if (limit === null) return 0;
  const left = files.length - from;
  const least = limit.max * options.discardCachedInputRatio;
  const isEnough = limit.unit === 'files' ? left >= least : bytesReach(files, from, least);
  return isEnough ? Math.min(left, options.maxCachedFiles) : 0;
}

/** Whether the files from `from` on have at least so many bytes together. */
function bytesReach(files: readonly Pick<FileSlice, 'sizeBytes'>[], from: number, bytes: number): boolean {
  let total = 0;
  for (let at = from; at < files.length && total < bytes; at++) total += files[at]?.sizeBytes ?? 0;
  return total >= bytes;
}

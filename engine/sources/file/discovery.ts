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
 * Splits new files into those of the next batch and the others. With a limit of bytes the first file is always taken, and
 * taking stops at the first file that does not fit: later, smaller ones do not overtake it.
 */
export function splitBatch<File extends Pick<FileSlice, 'sizeBytes'>>(
  files: readonly File[],
  limit: BatchLimit,
): { readonly batch: File[]; readonly rest: File[] } {
  if (limit === null) return { batch: [...files], rest: [] };
  let count = limit.max;
  if (limit.unit === 'bytes') {
    let total = files[0]?.sizeBytes ?? 0;
    count = 1;
    for (const file of files.slice(1)) {
      total += file.sizeBytes;
      if (total > limit.max) break;
      count++;
    }
  }
  return { batch: files.slice(0, count), rest: files.slice(count) };
}

/**
 * The files that the next polls take without listing again: the rest of this one, unless there is so little of it that
 * listing again gives fuller batches. Empty means: list again.
 */
export function keepUnread<File extends Pick<FileSlice, 'sizeBytes'>>(
  rest: readonly File[],
  limit: BatchLimit,
  options: { readonly maxCachedFiles: number; readonly discardCachedInputRatio: number },
): File[] {
  if (limit === null) return [];
  const amount = limit.unit === 'files' ? rest.length : rest.reduce((sum, file) => sum + file.sizeBytes, 0);
  return amount < limit.max * options.discardCachedInputRatio ? [] : rest.slice(0, options.maxCachedFiles);
}

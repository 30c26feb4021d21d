import { must } from '../../base/assert.ts';
import { EngineError } from '../../base/errors/engine-error.ts';
import type { SourceLogEntry } from '../logged-source.ts';

/** A file as it was listed; its size is not known where it comes from a saved log. */
export interface LoggedFile {
  readonly path: string;
  readonly modifiedMs: number;
  readonly sizeBytes: number | null;
}

/** Which files belong to which offset, so that a range can be read again (semantics 1.6). Offsets count from 0. */
export class SourceLog {
  #files: (readonly LoggedFile[])[] = [];

  /** The last offset; -1 before the first. */
  get latest(): number {
    return this.#files.length - 1;
  }

  /** Gives the files an offset of their own, the next one. */
  add(files: readonly LoggedFile[]): void {
    this.#files.push(files);
  }

  /** Files of the offsets `(start, end]`, in the order in which they were taken. */
  between(start: number, end: number): LoggedFile[] {
    return this.#files.slice(start + 1, end + 1).flat();
  }

  /** All files of all offsets. */
  all(): LoggedFile[] {
    return this.#files.flat();
  }

  /** Entries of offset `from` and later. */
  export(from = 0): SourceLogEntry[] {
    return this.#files
      .slice(from)
      .flatMap((files, index) =>
        files.map(({ path, modifiedMs }) => ({ path, timestamp: modifiedMs, batchId: from + index })),
      );
  }

  /** Takes back what `export` gave. Throws SRC-013 for entries that are no such log. */
  restore(entries: readonly SourceLogEntry[], nodeId: string): void {
    const files: LoggedFile[][] = [];
    entries.forEach(({ path, timestamp, batchId }, index) => {
      const isNext = batchId === files.length || batchId === files.length - 1;
      if (!isNext || batchId < 0 || typeof path !== 'string' || !Number.isFinite(timestamp)) {
        throw new EngineError('SRC-013', { entry: index + 1 }, { nodeId });
      }
      if (batchId === files.length) files.push([]);
      must(files[batchId], 'a batch was made above').push({ path, modifiedMs: timestamp, sizeBytes: null });
    });
    this.#files = files;
  }
}

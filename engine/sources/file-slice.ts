import type { Offset, Source } from './source.ts';

/** A file that a micro-batch is to read, as it was when it was listed. */
export interface FileSlice {
  /** Absolute path. */
  readonly path: string;
  readonly sizeBytes: number;
  /** Milliseconds since 1970. */
  readonly modifiedMs: number;
}

/**
 * A source that can also hand out its files, so that a compiled stage reads the bytes itself. The files come in the
 * order in which `read` would feed them.
 */
export interface FileBackedSource extends Source {
  files(start: Offset | null, end: Offset): readonly FileSlice[];
}

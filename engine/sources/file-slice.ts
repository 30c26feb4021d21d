import type { Offset, Source } from './source.ts';

/** A column whose value comes from a `key=value` folder on the file's path, as text; null for Hive's default partition. */
export interface PartitionValue {
  readonly column: number;
  readonly text: string | null;
}

/** A file that a micro-batch is to read, as it was when it was listed. */
export interface FileSlice {
  /** Absolute path. */
  readonly path: string;
  readonly sizeBytes: number;
  /** Milliseconds since 1970. */
  readonly modifiedMs: number;
  /** The file's number on its disk, which another file of the same name does not have. Absent where it is not known. */
  readonly inode?: number | undefined;
  /** Whether the time is what a file sink's log says, which a copy of its folder need not keep. */
  readonly hasLoggedTime?: true | undefined;
  /** Columns that the file's folders fill and its records do not. Absent where there are none. */
  readonly partitionValues?: readonly PartitionValue[] | undefined;
}

/**
 * A source that can also hand out its files, so that a compiled stage reads the bytes itself. The files come in the
 * order in which `read` would feed them.
 */
export interface FileBackedSource extends Source {
  files(start: Offset | null, end: Offset): readonly FileSlice[];
}

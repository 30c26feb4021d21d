import type { FileFormat, ParseMode } from '../../plan/operators/file-scan.ts';
import type { Schema } from '../../types/schema.ts';

export type { FileFormat, ParseMode };

/** Everything that a file source needs to know. The source node and its schema node are merged into one. */
export interface FileSourceSettings {
  /** Errors of files are located here. */
  readonly nodeId: string;
  /** Errors of records are located here; null where there is no schema node (text). */
  readonly schemaNodeId: string | null;
  /** Absolute folder, file or glob. */
  readonly path: string;
  readonly format: FileFormat;
  /** Declared columns, the corrupt-record column among them if it is declared. For text: one string column `value`. */
  readonly schema: Schema;
  /**
   * Columns that something downstream uses; null: all. Only these are parsed and only these make a record malformed
   * (semantics 2.4); the others are null in every row.
   */
  readonly requiredColumns: ReadonlySet<number> | null;
  /** Spark's reader options by Spark's names, without regard to letter case. */
  readonly options: Readonly<Record<string, string>>;
  readonly mode: ParseMode;
  /** Spark's default is `_corrupt_record`. */
  readonly columnNameOfCorruptRecord: string;
  readonly maxFilesPerTrigger: number | null;
  readonly maxBytesPerTrigger: number | null;
  readonly latestFirst: boolean;
  /** Zone of timestamps that name none; the reader option `timeZone` goes before it. */
  readonly timeZone: string;
  readonly streaming: boolean;
}

import { STRING } from '../../types/data-type.ts';
import type { Schema } from '../../types/schema.ts';
import type { PlanNode } from '../plan-node.ts';

export type FileFormat = 'json' | 'csv' | 'text' | 'parquet';
export type ParseMode = 'PERMISSIVE' | 'DROPMALFORMED' | 'FAILFAST';

/** Reads files and parses their records: a file-source node and, for json and csv, the schema node behind it. */
export interface FileScan extends PlanNode {
  readonly op: 'file-scan';
  /** Read whole, anew in each micro-batch, rather than as a stream. */
  readonly isStatic: boolean;
  /** The node that declared the columns; null for text and while nothing has declared them. */
  readonly schemaNodeId: string | null;
  /** Absolute folder, file or glob. */
  readonly path: string;
  readonly format: FileFormat;
  /** Spark's reader options of both nodes by Spark's names, without regard to letter case. */
  readonly options: Readonly<Record<string, string>>;
  readonly mode: ParseMode;
  /** Spark's default is `_corrupt_record`. */
  readonly columnNameOfCorruptRecord: string;
  readonly maxFilesPerTrigger: number | null;
  readonly maxBytesPerTrigger: number | null;
  readonly latestFirst: boolean;
  /**
   * Declared columns, the corrupt-record column among them if it is declared. Empty while no schema node has declared those of
   * a json or csv source.
   */
  readonly schema: Schema;
  /**
   * Columns that something downstream uses; null means all. Only these are parsed and only these make a record malformed
   * (semantics 2.4); the others are null in every row. Set by the optimizer.
   */
  readonly requiredColumns: ReadonlySet<number> | null;
}

/** The one column of a text source. */
export const TEXT_SCHEMA: Schema = [{ name: 'value', type: STRING, nullable: true }];

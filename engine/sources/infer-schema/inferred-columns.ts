import type { Diagnostic } from '../../base/errors/diagnostic.ts';
import type { Schema } from '../../types/schema.ts';
import type { Row } from '../../types/value.ts';
import type { FileFormat } from '../file/file-source-settings.ts';

/** Rows as the reader gives them, and what it could not read. */
export interface DecodedRows {
  readonly rows: readonly Row[];
  readonly malformed: number;
  /** Line of the first malformed record; 0 where there is none. */
  readonly firstLine: number;
}

/** What the records of a format say of their columns. */
export interface InferredColumns {
  readonly format: FileFormat;
  /** Reader options that the data asks for. */
  readonly options: Readonly<Record<string, string>>;
  readonly columns: Schema;
  readonly findings: readonly Diagnostic[];
  /** The first rows, where the format gives them itself. */
  readonly rows: DecodedRows | null;
  /** How many records were looked at; null where they are to be counted. */
  readonly records: number | null;
  /** Whether there is more than was looked at. */
  readonly isCut?: boolean;
}

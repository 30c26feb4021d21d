import type { Diagnostic } from '../../base/errors/diagnostic.ts';
import { EngineError } from '../../base/errors/engine-error.ts';
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

/** Columns that a schema can be made of. */
export const COLUMNS_MAX = 10_000;

/** Throws SRC-183 where there are more. */
export function checkWidth(columns: number, path: string): void {
  if (columns > COLUMNS_MAX) throw new EngineError('SRC-183', { path, columns, max: COLUMNS_MAX });
}

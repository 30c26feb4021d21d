import { BOOLEAN, type DuckDBConnection, DuckDBDataChunk, type DuckDBValue } from '@duckdb/node-api';
import { CancelledError } from '../../base/errors/engine-error.ts';
import { engineType } from '../../duckdb/engine-type.ts';
import { toEngine } from '../../duckdb/engine-values.ts';
import type { RowBatch } from '../../types/row-batch.ts';
import type { Schema } from '../../types/schema.ts';
import { columnName, engineType as engineTypeText } from '../dialect/sql-text.ts';

const CHUNK_ROWS = 2048;
// The event loop gets a turn after so many rows, which may have to be made first.
const ROWS_PER_TURN = CHUNK_ROWS * 4;

/** Makes an empty table for rows of `schema`, in the place of one of that name. */
export async function createTable(connection: DuckDBConnection, engineName: string, schema: Schema): Promise<void> {
  const columns = schema.map((field, index) => `${columnName(index)} ${engineTypeText(field.type)}`);
  // DuckDB wants a column at least.
  await connection.run(`CREATE OR REPLACE TABLE ${engineName} (${columns.join(', ') || 'none BOOLEAN'})`);
}

/**
 * Adds `rows` from `start` on to a table. Whole columns of a chunk go in at once: measured with 100,000 rows of a string, a
 * window and a count, that takes a tenth of what appending value by value does. Throws `CancelledError` soon after `signal` aborts.
 */
export async function appendRows(
  connection: DuckDBConnection,
  engineName: string,
  schema: Schema,
  rows: RowBatch,
  start = 0,
  signal?: AbortSignal,
): Promise<void> {
  const types = schema.length === 0 ? [BOOLEAN] : schema.map((field) => engineType(field.type));
  const converters = schema.length === 0 ? [() => null] : schema.map((field) => toEngine(field.type));
  const appender = await connection.createAppender(engineName);
  try {
    for (let from = start; from < rows.length; from += CHUNK_ROWS) {
      if (signal?.aborted === true) throw new CancelledError();
      const to = Math.min(from + CHUNK_ROWS, rows.length);
      const chunk = DuckDBDataChunk.create(types, to - from);
      const part = rows.slice(from, to);
      for (const [column, convert] of converters.entries()) {
        const values: DuckDBValue[] = [];
        for (const row of part) values.push(convert(row[column] ?? null));
        chunk.setColumnValues(column, values);
      }
      appender.appendDataChunk(chunk);
      if ((from - start) % ROWS_PER_TURN === 0) await new Promise<void>((resolve) => setImmediate(resolve));
    }
  } finally {
    appender.closeSync();
  }
}

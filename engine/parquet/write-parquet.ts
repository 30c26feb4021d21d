import { type DuckDBConnection, DuckDBDataChunk, type DuckDBValue } from '@duckdb/node-api';
import { columnType, engineType } from '../duckdb/engine-type.ts';
import { toEngine } from '../duckdb/engine-values.ts';
import { fieldName } from '../duckdb/field-name.ts';
import type { DataType } from '../types/data-type.ts';
import type { Schema } from '../types/schema.ts';
import type { Row } from '../types/value.ts';
import type { Pace } from './pace.ts';
import type { ParquetEngine } from './parquet-engine.ts';
import { quotedName, textLiteral } from './sql-text.ts';

const CHUNK_ROWS = 2048;
/** Time between two looks at whether a statement is to be broken off. */
const LOOK_EVERY_MS = 20;

export type ParquetCompression = 'uncompressed' | 'snappy' | 'gzip' | 'zstd' | 'lz4_raw';

/**
 * Writes rows as one Parquet file that Spark reads back as the same rows: timestamps in microseconds of UTC, every column
 * optional. Needs a column at least, and names that differ but for letter case and are not empty. A file that is there already is
 * replaced; after a failure it may be there in part. The caller sees to it that it is on the disk.
 *
 * @param path absolute
 * @throws what DuckDB says, where the file cannot be written
 */
export async function writeParquet(
  engine: ParquetEngine,
  path: string,
  schema: Schema,
  rows: readonly Row[],
  compression: ParquetCompression,
  pace: Pace,
): Promise<void> {
  await engine.use(async (connection) => {
    const columns = schema.map((field, index) => `${fieldName(index)} ${columnType(field.type)}`);
    // Temporary tables belong to their connection, so several writers do not meet.
    await connection.run(`CREATE TEMP TABLE batch (${columns.join(', ')})`);
    await append(connection, schema, rows, pace);
    const selected = schema.map(
      (field, index) => `${named(fieldName(index), field.type, 0)} AS ${quotedName(field.name)}`,
    );
    const options = `FORMAT parquet, COMPRESSION ${compression}`;
    const copy = `COPY (SELECT ${selected.join(', ')} FROM batch) TO ${textLiteral(path)} (${options})`;
    await runPaced(connection, copy, pace);
  });
}

/** Runs a statement that takes long by itself; what `pace` throws meanwhile breaks it off. */
async function runPaced(connection: DuckDBConnection, statement: string, pace: Pace): Promise<void> {
  let isDone = false;
  const running = connection.run(statement).finally(() => {
    isDone = true;
  });
  try {
    while (!isDone) {
      await Promise.race([running, new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS))]);
      await pace.rest();
    }
  } catch (error) {
    connection.interrupt();
    await running.catch(() => undefined);
    throw error;
  }
  await running;
}

async function append(connection: DuckDBConnection, schema: Schema, rows: readonly Row[], pace: Pace): Promise<void> {
  const types = schema.map((field) => engineType(field.type));
  const converters = schema.map((field) => toEngine(field.type));
  const appender = await connection.createAppender('batch');
  try {
    for (let from = 0; from < rows.length; from += CHUNK_ROWS) {
      const to = Math.min(from + CHUNK_ROWS, rows.length);
      const chunk = DuckDBDataChunk.create(types, to - from);
      for (const [column, convert] of converters.entries()) {
        if (pace.isDue) await pace.rest();
        const values: DuckDBValue[] = [];
        for (let row = from; row < to; row++) values.push(convert(rows[row]?.[column] ?? null));
        chunk.setColumnValues(column, values);
      }
      appender.appendDataChunk(chunk);
    }
  } finally {
    appender.closeSync();
  }
}

/** An expression for the value with the fields of its structs by their own names. */
function named(value: string, type: DataType, depth: number): string {
  if (type.kind === 'array') {
    const element = `e${depth}`;
    const inner = named(element, type.element, depth + 1);
    return inner === element ? value : `list_transform(${value}, lambda ${element}: ${inner})`;
  }
  if (type.kind !== 'struct') return value;
  const parts = type.fields.map(
    (field, index) => `${quotedName(field.name)} := ${named(`${value}.${fieldName(index)}`, field.type, depth)}`,
  );
  return `CASE WHEN ${value} IS NULL THEN NULL ELSE struct_pack(${parts.join(', ')}) END`;
}

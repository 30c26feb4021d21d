import type { DuckDBConnection } from '@duckdb/node-api';
import { must } from '../base/assert.ts';
import { fromEngine } from '../duckdb/engine-values.ts';
import type { Schema } from '../types/schema.ts';
import type { Row, Value } from '../types/value.ts';
import { type FileColumn, fileTypeText, matchColumns } from './match-columns.ts';
import type { Pace } from './pace.ts';
import type { ParquetEngine } from './parquet-engine.ts';
import { readFailure } from './parquet-failure.ts';
import { fileLiteral } from './sql-text.ts';

/** Values turned into ours before others get their turn, if it is due. */
const VALUES_PER_PIECE = 4096;

/**
 * The rows of a Parquet file in the file's order, as values of the declared types. How columns and types are matched is said at
 * `matchColumns`. Gives way to the event loop as `pace` says; what `pace` throws ends the reading.
 *
 * Throws EXE-130 for a file that is damaged or not Parquet, EXE-131 and EXE-132 as `matchColumns` does, EXE-133 for a value that
 * does not fit the declared type, EXE-134 for a compression that is not read. An empty file is damaged: leave it out.
 *
 * @param path absolute
 */
export async function* readParquet(
  engine: ParquetEngine,
  path: string,
  schema: Schema,
  pace: Pace,
): AsyncGenerator<readonly Row[]> {
  const connection = await engine.connect();
  try {
    const columns = await fileColumns(connection, path);
    const expressions = matchColumns(schema, columns, path);
    yield* readRows(connection, path, schema, expressions, pace);
  } catch (error) {
    throw readFailure(error, path);
  } finally {
    connection.closeSync();
  }
}

/**
 * Columns of a file in its order, with their types in Spark's words where it has one. Throws EXE-130 for a file that is damaged or not
 * Parquet.
 *
 * @param path absolute
 */
export async function describeParquet(
  engine: ParquetEngine,
  path: string,
): Promise<readonly { readonly name: string; readonly typeText: string }[]> {
  try {
    return await engine.use(async (connection) =>
      (await fileColumns(connection, path)).map(({ name, type }) => ({ name, typeText: fileTypeText(type) })),
    );
  } catch (error) {
    throw readFailure(error, path);
  }
}

async function* readRows(
  connection: DuckDBConnection,
  path: string,
  schema: Schema,
  expressions: readonly string[],
  pace: Pace,
): AsyncGenerator<readonly Row[]> {
  // Without columns the rows are still counted.
  const selected = expressions.length === 0 ? 'true' : expressions.join(', ');
  const result = await connection.stream(`SELECT ${selected} FROM ${fileTable(path)}`);
  const converters = schema.map((field) => fromEngine(field.type));
  const rowsPerPiece = Math.max(1, Math.floor(VALUES_PER_PIECE / Math.max(1, schema.length)));
  for (;;) {
    if (pace.isDue) await pace.rest();
    const chunk = await result.fetchChunk();
    if (chunk === null || chunk.rowCount === 0) return;
    const columns: Value[][] = [];
    for (const [index, convert] of converters.entries()) {
      if (pace.isDue) await pace.rest();
      columns.push(chunk.getColumnValues(index).map(convert));
    }
    for (let from = 0; from < chunk.rowCount; from += rowsPerPiece) {
      if (pace.isDue) await pace.rest();
      const rows: Row[] = [];
      for (let row = from; row < Math.min(from + rowsPerPiece, chunk.rowCount); row++) {
        rows.push(columns.map((values) => values[row] ?? null));
      }
      yield rows;
    }
  }
}

/** What the file holds, by its own names, which may repeat but for letter case. */
async function fileColumns(connection: DuckDBConnection, path: string): Promise<FileColumn[]> {
  const tree = await connection.runAndReadAll(`SELECT name, num_children FROM parquet_schema(${fileLiteral(path)})`);
  const names = topNames(
    tree.getRows().map(([name, children]) => ({ name: String(name), children: Number(children) })),
  );
  const types = (await connection.run(`SELECT * FROM ${fileTable(path)} LIMIT 0`)).columnTypes();
  return names.map((name, index) => ({ name, type: must(types[index], 'every column has a type') }));
}

interface SchemaElement {
  readonly name: string;
  /** 0 for a leaf. */
  readonly children: number;
}

/** Names of the root's children in a tree that lists every element before its children. */
function topNames(elements: readonly SchemaElement[]): string[] {
  const names: string[] = [];
  let at = 1;
  for (let child = 0; child < (elements[0]?.children ?? 0); child++) {
    names.push(elements[at]?.name ?? '');
    for (let open = 1; open > 0; open--) open += elements[at++]?.children ?? 0;
  }
  return names;
}

/** The path says nothing about columns: what its folders are named after is the caller's matter. */
function fileTable(path: string): string {
  return `read_parquet(${fileLiteral(path)}, hive_partitioning = false)`;
}

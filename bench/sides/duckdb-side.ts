/** DuckDB's side: statements of SQL, timed. */
import { type DuckDBConnection, DuckDBInstance, version } from '@duckdb/node-api';
import { startTiming, type Timing } from '../measure/timing.ts';
import { serveSide } from './serve-side.ts';

let connection: DuckDBConnection | null = null;

const operations = {
  /** Opens a database in memory that works on `threads` threads; everything else is as DuckDB has it by default. */
  async open({ threads }: { readonly threads: number }): Promise<void> {
    const instance = await DuckDBInstance.create(':memory:');
    connection = await instance.connect();
    await connection.run(`set threads = ${threads}`);
  },

  version: (_: null): string => version(),

  async run({ sql }: { readonly sql: string }): Promise<Timing> {
    const end = startTiming();
    await opened().run(sql);
    return end();
  },

  /** The rows of an answer, every value as text. */
  async answer({ sql }: { readonly sql: string }): Promise<string[][]> {
    const reader = await opened().runAndReadAll(sql);
    return reader.getRowsJson().map((row) => row.map(String));
  },
};

function opened(): DuckDBConnection {
  if (connection === null) throw new Error('open first');
  return connection;
}

export type DuckDBSide = typeof operations;

serveSide(operations);

import type { DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';

/** More than this is refused instead of swapped. */
const MEMORY_LIMIT = '2GB';

/**
 * DuckDB as the reader and writer of Parquet files: it sees the file system, so it is given nothing but statements made here,
 * and it loads no extension. Opened when first used. Belongs to whoever made it, who closes it.
 */
export class ParquetEngine {
  #instance: Promise<DuckDBInstance> | null = null;

  /** Runs `work` on a connection of its own, so that several may go on at once. */
  async use<Result>(work: (connection: DuckDBConnection) => Promise<Result>): Promise<Result> {
    const connection = await this.connect();
    try {
      return await work(connection);
    } finally {
      connection.closeSync();
    }
  }

  /** A connection that the caller closes. */
  async connect(): Promise<DuckDBConnection> {
    this.#instance ??= open();
    return (await this.#instance).connect();
  }

  /** Lets go of everything. The engine opens again when it is used again. */
  async close(): Promise<void> {
    const instance = this.#instance;
    this.#instance = null;
    if (instance === null) return;
    try {
      (await instance).closeSync();
    } catch {
      // It never opened: whoever used it was told.
    }
  }
}

async function open(): Promise<DuckDBInstance> {
  const { DuckDBInstance } = await import('@duckdb/node-api');
  return DuckDBInstance.create(':memory:', {
    temp_directory: '',
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    allow_community_extensions: 'false',
    memory_limit: MEMORY_LIMIT,
    // Rows of a file come in the file's order, and other work on the machine keeps its processor.
    threads: '1',
  });
}

import { type DuckDBConnection, DuckDBInstance, type DuckDBValue } from '@duckdb/node-api';
import { assert } from '../../base/assert.ts';
import { CancelledError, EngineError } from '../../base/errors/engine-error.ts';
import { fromEngine } from '../../duckdb/engine-values.ts';
import type { DataType } from '../../types/data-type.ts';
import type { RowBatch } from '../../types/row-batch.ts';
import type { Schema } from '../../types/schema.ts';
import type { Row } from '../../types/value.ts';
import { engineZone } from './engine-zone.ts';
import { appendRows, createTable } from './load-table.ts';
import { queryFailure } from './query-failure.ts';

const MEMORY_LIMIT = '1GB';
const THREADS = '2';

/** Rows of an answer, at most as many as were asked for. */
export interface EngineAnswer {
  readonly rows: readonly Row[];
  /** True when there were more. */
  readonly truncated: boolean;
}

/**
 * DuckDB in memory with every door shut: no files, no network, no extensions, and a configuration that cannot be changed
 * again. Runs one thing at a time; the caller queues.
 */
export class QueryEngine {
  readonly #instance: DuckDBInstance;
  readonly connection: DuckDBConnection;

  private constructor(instance: DuckDBInstance, connection: DuckDBConnection) {
    this.#instance = instance;
    this.connection = connection;
  }

  /**
   * @param timeZone the session's zone
   * @throws EngineError SQL-064 for a zone that DuckDB does not know, SQL-065 when it cannot start
   */
  static async open(timeZone: string): Promise<QueryEngine> {
    const zone = engineZone(timeZone);
    let instance: DuckDBInstance;
    try {
      instance = await DuckDBInstance.create(':memory:', {
        // Nothing is ever written beside the app: what does not fit in memory is refused. To be said before access is taken.
        temp_directory: '',
        enable_external_access: 'false',
        autoinstall_known_extensions: 'false',
        autoload_known_extensions: 'false',
        allow_community_extensions: 'false',
        allow_unsigned_extensions: 'false',
        memory_limit: MEMORY_LIMIT,
        threads: THREADS,
        // A constant in ORDER BY sorts nothing, which is no reason to refuse it.
        order_by_non_integer_literal: 'true',
      });
    } catch (cause) {
      throw new EngineError('SQL-065', {}, {}, cause);
    }
    const connection = await instance.connect();
    try {
      await connection.run(`SET TimeZone = '${zone.replaceAll("'", "''")}'`);
    } catch (cause) {
      connection.closeSync();
      instance.closeSync();
      throw new EngineError('SQL-064', { zone: timeZone }, {}, cause);
    }
    await connection.run('SET lock_configuration = true');
    return new QueryEngine(instance, connection);
  }

  /**
   * Runs one translated query and fetches at most `limit` rows.
   *
   * @param types of the columns, by position
   * @throws EngineError SQL-050 to SQL-063; SQL-060 after `timeLimitMs`
   */
  async query(sql: string, types: readonly DataType[], limit: number, timeLimitMs: number): Promise<EngineAnswer> {
    let timedOut = false;
    const timer = setTimeout(() => {
      timedOut = true;
      this.connection.interrupt();
    }, timeLimitMs);
    try {
      return await this.#fetch(sql, types, limit, () => timedOut);
    } catch (error) {
      if (timedOut) throw timeout(timeLimitMs, error);
      throw queryFailure(error);
    } finally {
      clearTimeout(timer);
    }
  }

  /** Makes an empty table for rows of `schema`, in the place of one of that name. */
  async createTable(engineName: string, schema: Schema): Promise<void> {
    await createTable(this.connection, engineName, schema);
  }

  /** Adds `rows` from `start` on to a table. */
  async appendRows(
    engineName: string,
    schema: Schema,
    rows: RowBatch,
    start: number,
    signal?: AbortSignal,
  ): Promise<void> {
    try {
      await appendRows(this.connection, engineName, schema, rows, start, signal);
    } catch (error) {
      throw error instanceof CancelledError ? error : queryFailure(error);
    }
  }

  /** Breaks off what is under way. */
  interrupt(): void {
    this.connection.interrupt();
  }

  async dropTable(engineName: string): Promise<void> {
    await this.connection.run(`DROP TABLE IF EXISTS ${engineName}`);
  }

  close(): void {
    this.connection.closeSync();
    this.#instance.closeSync();
  }

  async #fetch(sql: string, types: readonly DataType[], limit: number, mustStop: () => boolean): Promise<EngineAnswer> {
    const result = await this.connection.stream(sql);
    assert(result.columnCount === types.length, 'the query engine gives the columns that were bound');
    const converters = types.map(fromEngine);
    const rows: Row[] = [];
    for (;;) {
      const chunk = await result.fetchChunk();
      if (chunk === null || chunk.rowCount === 0) return { rows, truncated: false };
      if (mustStop()) throw new Error('INTERRUPT');
      const columns: DuckDBValue[][] = types.map((_, index) => chunk.getColumnValues(index));
      for (let row = 0; row < chunk.rowCount; row++) {
        if (rows.length === limit) return { rows, truncated: true };
        rows.push(converters.map((convert, index) => convert(columns[index]?.[row] ?? null)));
      }
    }
  }
}

function timeout(timeLimitMs: number, cause: unknown): EngineError {
  return new EngineError('SQL-060', { seconds: Math.round(timeLimitMs / 1000) }, {}, cause);
}

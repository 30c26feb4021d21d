import { EngineError } from '../base/errors/engine-error.ts';
import { printDataType } from '../types/data-type-text.ts';
import { toJsonValue } from '../types/json-value.ts';
import { type TranslatedQuery, translateQuery } from './dialect/translate-query.ts';
import type { QueryEngine } from './duckdb/query-engine.ts';
import { type KnownFiles, ListedTable } from './listed-table.ts';
import type { ResultTable } from './result-table.ts';
import type { SqlResult, TableSummary } from './sql-result.ts';
import { answerTableStatement } from './table-statement.ts';

const TIME_LIMIT_MS = 30_000;

export interface TableCatalogOptions {
  /** The session's time zone. */
  readonly timeZone: string;
  /** How long one query may run; 30 s when left out. */
  readonly timeLimitMs?: number | undefined;
}

/** What of a table the query engine holds. */
interface Loaded {
  readonly version: number;
  readonly epoch: number;
  readonly rowCount: number;
}

interface Entry {
  /** As queries call it. */
  readonly name: string;
  readonly table: ResultTable | ListedTable;
  readonly engineName: string;
  loaded: Loaded | null;
  /** Of a listed table: the files whose rows the query engine holds. */
  files: KnownFiles | null;
}

/** The engine starts with the first query, so that a run without SQL never loads it. */
export async function createTableCatalog(options: TableCatalogOptions): Promise<TableCatalog> {
  return new TableCatalog(options);
}

/**
 * The result tables of a session, open to SQL in Spark's dialect. A query sees each table as it stood after one committed
 * batch. Rows are handed to the query engine when a query asks for them and only what has changed since. Queries run one
 * after the other; calls may overlap.
 */
export class TableCatalog {
  readonly #timeZone: string;
  readonly #timeLimitMs: number;
  readonly #entries = new Map<string, Entry>();
  #engine: Promise<QueryEngine> | null = null;
  #queue: Promise<unknown> = Promise.resolve();
  #tableCount = 0;
  readonly #closing = new AbortController();

  constructor(options: TableCatalogOptions) {
    this.#timeZone = options.timeZone;
    this.#timeLimitMs = options.timeLimitMs ?? TIME_LIMIT_MS;
  }

  /**
   * Opens `table` to queries, in the place of one of the same name. Names know no letter case. Files of a sink give way to a memory
   * table of their name: they are then called `name_files`.
   */
  register(table: ResultTable | ListedTable): void {
    const before = this.#entries.get(table.tableName.toLowerCase());
    if (table instanceof ListedTable && before !== undefined && !(before.table instanceof ListedTable)) {
      this.#add(this.#freeName(table), table);
      return;
    }
    if (before !== undefined) this.#drop(before);
    this.#add(table.tableName, table);
    if (before?.table instanceof ListedTable && !(table instanceof ListedTable)) {
      this.#add(this.#freeName(before.table), before.table);
    }
  }

  #add(name: string, table: ResultTable | ListedTable): void {
    const engineName = `t${++this.#tableCount}`;
    this.#entries.set(name.toLowerCase(), { name, table, engineName, loaded: null, files: null });
  }

  #freeName({ tableName }: ListedTable): string {
    let name = `${tableName}_files`;
    while (this.#entries.has(name.toLowerCase())) name += '_';
    return name;
  }

  /** Closes the table called `name` to queries and frees what they needed. Does nothing when there is none. */
  unregister(name: string): void {
    const key = name.toLowerCase();
    const entry = this.#entries.get(key);
    if (entry === undefined) return;
    this.#entries.delete(key);
    this.#drop(entry);
  }

  /** The tables in the order in which they were registered. */
  list(): TableSummary[] {
    return [...this.#entries.values()].map(({ name, table }) => {
      const columns = table.schema.map((field) => ({ name: field.name, type: printDataType(field.type) }));
      if (table instanceof ListedTable) {
        return { name, columns, rowCount: null, batchId: table.latestBatch, filesOf: table.nodeId };
      }
      const { rowCount, batchId } = table.snapshot();
      return { name, columns, rowCount, batchId };
    });
  }

  /**
   * Answers one query in Spark's SQL.
   *
   * @param limit rows given at most; `truncated` says whether there were more
   * @throws EngineError SQL-NNN, with the place in `text` as its span where it is known
   */
  async sql(text: string, limit: number): Promise<SqlResult> {
    this.#checkOpen();
    const rowLimit = Math.max(0, Math.floor(limit));
    return this.#inTurn(async () => {
      this.#checkOpen();
      const statement = answerTableStatement(text, this.list(), rowLimit);
      if (statement !== null) return statement;
      const entries = [...this.#entries.values()];
      const known = entries.map((entry) => ({
        name: entry.name,
        schema: entry.table.schema,
        engineName: entry.engineName,
      }));
      const query = await translateQuery(text, known, this.#timeZone);
      const engine = await this.#openEngine();
      const types = query.columns.map((column) => column.type);
      const { rows, truncated } = await this.#untilClosed(async () => {
        await this.#load(engine, entries, query);
        this.#checkOpen();
        return engine.query(query.sql, types, rowLimit, this.#timeLimitMs);
      });
      return {
        sql: text,
        columns: query.columns.map((column) => ({ name: column.name, type: printDataType(column.type) })),
        rows: rows.map((row) => row.map((value, index) => toJsonValue(value, types[index] ?? { kind: 'void' }))),
        truncated,
      };
    });
  }

  /** Ends the query engine. Queries that are under way are broken off, later ones refused: both fail with SQL-062. */
  async close(): Promise<void> {
    if (this.#closing.signal.aborted) return;
    this.#closing.abort();
    (await this.#engine?.catch(() => null))?.interrupt();
    await this.#queue;
    this.#entries.clear();
    const engine = await this.#engine?.catch(() => null);
    this.#engine = null;
    engine?.close();
  }

  #checkOpen(): void {
    if (this.#closing.signal.aborted) throw new EngineError('SQL-062');
  }

  /** However work fails that was broken off: the tables are closed. */
  async #untilClosed<Answer>(work: () => Promise<Answer>): Promise<Answer> {
    try {
      return await work();
    } catch (error) {
      throw this.#closing.signal.aborted ? new EngineError('SQL-062', {}, {}, error) : error;
    }
  }

  /** The library is large and native: it is loaded when first needed. A start that failed is tried again. */
  #openEngine(): Promise<QueryEngine> {
    this.#engine ??= import('./duckdb/query-engine.ts')
      .catch((cause: unknown) => {
        throw new EngineError('SQL-065', {}, {}, cause);
      })
      .then((module) => module.QueryEngine.open(this.#timeZone))
      .catch((error: unknown) => {
        this.#engine = null;
        throw error;
      });
    return this.#engine;
  }

  /** Brings the tables that a query reads up to their last batch: of memory tables all at one moment, then what files hold. */
  async #load(engine: QueryEngine, entries: readonly Entry[], query: TranslatedQuery): Promise<void> {
    const due = entries.filter((entry) => query.tables.some((table) => table.engineName === entry.engineName));
    const snapshots = due.flatMap((entry) =>
      entry.table instanceof ListedTable ? [] : [{ entry, snapshot: entry.table.snapshot() }],
    );
    for (const { entry, snapshot } of snapshots) {
      const { version, epoch, rowCount } = snapshot;
      if (entry.loaded?.version === version) continue;
      const { schema } = entry.table;
      const kept = entry.loaded?.epoch === epoch ? entry.loaded.rowCount : 0;
      // Half a table must not be taken for a whole one should this fail.
      entry.loaded = null;
      if (kept === 0) await engine.createTable(entry.engineName, schema);
      await engine.appendRows(entry.engineName, schema, snapshot.batch, kept, this.#closing.signal);
      entry.loaded = { version, epoch, rowCount };
    }
    for (const entry of due) {
      if (entry.table instanceof ListedTable) await this.#loadListed(engine, entry, entry.table);
    }
  }

  async #loadListed(engine: QueryEngine, entry: Entry, table: ListedTable): Promise<void> {
    const { engineName, files } = entry;
    const { signal } = this.#closing;
    entry.files = null;
    entry.files = await table.readOn(
      files,
      () => engine.createTable(engineName, table.schema),
      (rows) => engine.appendRows(engineName, table.schema, rows, 0, signal),
      signal,
    );
  }

  #drop(entry: Entry): void {
    const engine = this.#engine;
    if (engine === null || this.#closing.signal.aborted) return;
    void this.#inTurn(async () => {
      await (await engine).dropTable(entry.engineName);
    }).catch(() => undefined);
  }

  #inTurn<Answer>(work: () => Promise<Answer>): Promise<Answer> {
    const answer = this.#queue.then(work);
    this.#queue = answer.catch(() => undefined);
    return answer;
  }
}

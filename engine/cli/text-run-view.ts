import type { Diagnostic } from '../base/errors/diagnostic.ts';
import type { EngineError } from '../base/errors/engine-error.ts';
import { textTable } from '../base/text-table.ts';
import type { QueryAnalysis } from '../nodes/analysis.ts';
import type { QuerySnapshot, RunListener, RunSnapshot } from '../session-shapes.ts';
import type { JsonValue, SqlResult } from '../tables/sql-result.ts';
import { malformedInWords } from './malformed.ts';
import type { RunView } from './run-view.ts';
import { inWords, type Terminal, thrownInWords } from './terminal.ts';

/** Text for people: counts drawn again and again on a terminal, a line a micro-batch in a pipe, tables at the end. */
export class TextRunView implements RunView {
  readonly listener: RunListener;
  readonly #terminal: Terminal;
  #order = new Map<string, readonly string[]>();
  #drawnLines = 0;

  constructor(terminal: Terminal, withRows: boolean) {
    this.#terminal = terminal;
    this.listener = {
      queryStarted: ({ query, sink }) => this.#say(`query ${query} started (sink ${sink})\n`),
      progress: ({ query, progress, nodes }) => {
        if (this.#terminal.isInteractive) return;
        const counts = this.#inOrder(query, nodes).map(([id, count]) => `${id} ${count.out}`);
        this.#say(`query ${query}, batch ${progress.batchId}: ${counts.join(', ')}\n`);
      },
      ...(withRows
        ? {
            emit: ({ query, batchId, rows }) => {
              this.#say(`query ${query}, batch ${batchId}, ${rows.length} rows\n`);
              for (const row of rows) this.#say(`  ${JSON.stringify(row)}\n`);
            },
          }
        : {}),
      queryTerminated: ({ exception }) => {
        if (exception !== null) this.found(exception);
      },
      found: (finding) => this.found(finding),
      printed: (text) => this.#say(text),
    };
  }

  found(found: Diagnostic): void {
    this.#erase();
    this.#terminal.err(inWords(found));
  }

  begin(queries: readonly QueryAnalysis[]): void {
    this.#order = new Map(queries.map((query) => [query.name, query.nodeIds]));
  }

  live(snapshot: RunSnapshot): void {
    if (!this.#terminal.isInteractive) return;
    this.#erase();
    const text = snapshot.queries.map((query) => this.#countsOf(query)).join('');
    this.#terminal.out(text);
    this.#drawnLines = text.split('\n').length - 1;
  }

  ended(snapshot: RunSnapshot): void {
    this.#erase();
    this.#terminal.out(snapshot.queries.map((query) => this.#countsOf(query)).join(''));
    this.#terminal.err(malformedInWords(snapshot));
  }

  answered(result: SqlResult): void {
    const header = result.columns.map((column) => column.name);
    const cells = result.rows.map((row) => row.map(cellText));
    this.#terminal.out(`\n${result.sql}\n${textTable(header, cells, 0)}`);
    this.#terminal.out(`${result.rows.length} rows${result.truncated ? ' shown; there are more' : ''}\n`);
  }

  failed(error: EngineError): void {
    this.#terminal.err(thrownInWords(error));
  }

  #countsOf(query: QuerySnapshot): string {
    const state = query.exception !== null ? 'failed' : query.isActive ? 'running' : 'done';
    const head = `query ${query.query}: ${state}, ${query.batchesCompleted} batches\n`;
    const counts = this.#inOrder(query.query, query.nodes);
    const width = Math.max(4, ...counts.map(([id]) => id.length));
    const lines = counts.map(
      ([id, count]) =>
        `  ${id.padEnd(width)}  in ${grouped(count.in).padStart(13)}  out ${grouped(count.out).padStart(13)}\n`,
    );
    return [head, ...lines].join('');
  }

  /** Counts with the sources first. */
  #inOrder(query: string, nodes: QuerySnapshot['nodes']): [string, { readonly in: number; readonly out: number }][] {
    const ids = this.#order.get(query) ?? Object.keys(nodes);
    return ids.flatMap((id) => {
      const count = nodes[id];
      return count === undefined ? [] : [[id, count]];
    });
  }

  #say(text: string): void {
    this.#erase();
    this.#terminal.out(text);
  }

  #erase(): void {
    if (this.#drawnLines > 0) this.#terminal.eraseLines(this.#drawnLines);
    this.#drawnLines = 0;
  }
}

/** Structs and arrays as Spark's `show` writes them. */
function cellText(value: JsonValue): string {
  if (value === null) return 'NULL';
  if (typeof value !== 'object') return String(value);
  return Array.isArray(value)
    ? `[${value.map(cellText).join(', ')}]`
    : `{${Object.values(value as Record<string, JsonValue>)
        .map(cellText)
        .join(', ')}}`;
}

function grouped(count: number): string {
  return count.toLocaleString('en-US');
}

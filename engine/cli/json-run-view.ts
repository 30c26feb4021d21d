import type { Diagnostic } from '../base/errors/diagnostic.ts';
import type { EngineError } from '../base/errors/engine-error.ts';
import type { RunListener, RunSnapshot } from '../session-shapes.ts';
import type { JsonValue, SqlResult } from '../tables/sql-result.ts';
import { malformedInWords } from './malformed.ts';
import type { RunView } from './run-view.ts';
import { errorLine, inWords, type Terminal, thrownInWords } from './terminal.ts';

/** One JSON object a line on standard output and nothing else there; words go to standard error. */
export class JsonRunView implements RunView {
  readonly listener: RunListener;
  readonly #terminal: Terminal;

  constructor(terminal: Terminal, withRows: boolean) {
    this.#terminal = terminal;
    this.listener = {
      queryStarted: (event) => this.#line({ type: 'query-started', ...event }),
      progress: (event) => this.#line({ type: 'progress', ...event }),
      ...(withRows ? { emit: (event) => this.#line({ type: 'emit', ...event }) } : {}),
      queryTerminated: ({ query, exception }) => {
        if (exception !== null) this.found(exception);
        const failure = exception === null ? null : errorLine(exception);
        this.#line({ type: 'query-terminated', query, exception: failure });
      },
      found: (finding) => this.found(finding),
      printed: (text) => this.#terminal.err(text),
    };
  }

  found(found: Diagnostic): void {
    this.#terminal.err(inWords(found));
    if (found.severity === 'error') this.#line(errorLine(found));
  }

  begin(): void {}

  live(): void {}

  ended(snapshot: RunSnapshot): void {
    for (const { query, nodes } of snapshot.queries) this.#line({ type: 'totals', query, nodes });
    this.#terminal.err(malformedInWords(snapshot));
  }

  answered(result: SqlResult): void {
    const names = distinctNames(result.columns.map((column) => column.name));
    const rows = result.rows.map((row) => {
      const object = Object.create(null) as Record<string, JsonValue>;
      names.forEach((name, index) => {
        object[name] = row[index] ?? null;
      });
      return object;
    });
    this.#line({ type: 'result', sql: result.sql, columns: result.columns, rows });
  }

  failed(error: EngineError): void {
    this.#terminal.err(thrownInWords(error));
    this.#line(errorLine(error));
  }

  #line(value: object): void {
    this.#terminal.out(`${JSON.stringify(value)}\n`);
  }
}

/** An object cannot hold a name twice: the second `a` is written `a_2`. */
function distinctNames(names: readonly string[]): string[] {
  const used = new Set<string>();
  return names.map((name) => {
    let candidate = name;
    for (let number = 2; used.has(candidate); number++) candidate = `${name}_${number}`;
    used.add(candidate);
    return candidate;
  });
}

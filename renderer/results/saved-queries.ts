import type { ChartChoice } from '../charts/series.ts';

export type ResultView = 'table' | 'chart' | 'both';

/** A query that is kept in the document's `views.queries`. */
export interface SavedQuery {
  /** Unique among the queries of a document. */
  readonly name: string;
  readonly sql: string;
  readonly chart: ChartChoice;
  readonly view: ResultView;
}

/** How a query stands in the file. Keys of other programs beside these stay where they are. */
interface StoredQuery {
  name: string;
  sql: string;
  chart?: Record<string, unknown>;
}

const QUERIES_MAX = 200;

/**
 * The saved queries of a document's `views`, whatever is in there: entries without a name or a text are passed over,
 * and a name that repeats gets a number.
 */
export function savedQueriesOf(views: unknown): SavedQuery[] {
  const taken = new Set<string>();
  return storedQueries(views).map((stored) => {
    const name = freeName(stored.name, taken);
    taken.add(name);
    return { name, sql: stored.sql, chart: chartOf(stored.chart), view: viewOf(stored.chart) };
  });
}

/** `views` with one query more at the end. */
export function withQuery(views: unknown, query: SavedQuery): Record<string, unknown> {
  return withQueries(views, [...storedQueries(views), stored(query, {})]);
}

/** `views` with the query called `name` changed; the same content when there is none. */
export function withChangedQuery(views: unknown, name: string, change: Partial<SavedQuery>): Record<string, unknown> {
  const known = savedQueriesOf(views);
  return withQueries(
    views,
    storedQueries(views).map((entry, index) => {
      const query = known[index];
      return query?.name === name ? stored({ ...query, ...change }, entry) : entry;
    }),
  );
}

/** `views` without the query called `name`. */
export function withoutQuery(views: unknown, name: string): Record<string, unknown> {
  const known = savedQueriesOf(views);
  return withQueries(
    views,
    storedQueries(views).filter((_, index) => known[index]?.name !== name),
  );
}

/** The first of `base`, `base 2`, `base 3` … that is not taken. */
export function freeName(base: string, taken: ReadonlySet<string>): string {
  let name = base;
  for (let n = 2; taken.has(name); n++) name = `${base} ${n}`;
  return name;
}

function withQueries(views: unknown, queries: readonly StoredQuery[]): Record<string, unknown> {
  return { ...(isRecord(views) ? views : {}), queries };
}

function storedQueries(views: unknown): StoredQuery[] {
  const list = isRecord(views) ? views.queries : undefined;
  if (!Array.isArray(list)) return [];
  return list.slice(0, QUERIES_MAX).filter(isStoredQuery);
}

function isStoredQuery(value: unknown): value is StoredQuery {
  return isRecord(value) && typeof value.name === 'string' && value.name.trim() !== '' && typeof value.sql === 'string';
}

function stored(query: SavedQuery, before: object): StoredQuery {
  const { kind, x, series, value } = query.chart;
  const chosen = Object.entries({ kind, x, series, value }).filter(([, choice]) => choice !== undefined);
  const isPlain = query.view === 'table' && chosen.length === 0;
  const { chart: _, ...others } = { chart: undefined, ...before };
  return {
    ...others,
    name: query.name,
    sql: query.sql,
    ...(isPlain ? {} : { chart: { show: query.view, ...Object.fromEntries(chosen) } }),
  };
}

function chartOf(chart: unknown): ChartChoice {
  if (!isRecord(chart)) return {};
  const text = (key: string) => (typeof chart[key] === 'string' ? chart[key] : undefined);
  const kind = chart.kind;
  return {
    ...(kind === 'line' || kind === 'bar' ? { kind } : {}),
    ...(text('x') === undefined ? {} : { x: text('x') }),
    ...(chart.series === null || text('series') !== undefined ? { series: text('series') ?? null } : {}),
    ...(text('value') === undefined ? {} : { value: text('value') }),
  };
}

function viewOf(chart: unknown): ResultView {
  if (!isRecord(chart)) return 'table';
  const show = chart.show;
  return show === 'table' || show === 'chart' || show === 'both' ? show : 'both';
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

import type { Span } from '../../engine/base/errors/diagnostic.ts';
import type { ErrorParams } from '../../engine/base/errors/entry.ts';
import { readSqlTokens } from '../code/sql-tokens.ts';

/** What an error tells of its place in the query. */
export interface PlacedError {
  readonly params: ErrorParams;
  readonly span?: Span | undefined;
}

/**
 * The characters of `sql` that an error is about: its span where it has one, else the place at its `line` and `column`
 * (both from 1), else the only mention of its `name`. Null when none of these is there.
 */
export function errorSpan(sql: string, { params, span }: PlacedError): Span | null {
  const found = span ?? spanAtLine(sql, params) ?? spanOfName(sql, params.name);
  if (found === null) return null;
  // An error at the end of the query has no character of its own: the last one before it stands for it.
  const end = Math.min(Math.max(found.end, found.start + 1), sql.length);
  const start = Math.max(0, Math.min(found.start, end - 1));
  return end > start ? { start, end } : null;
}

function spanAtLine(sql: string, params: ErrorParams): Span | null {
  const { line, column, near } = params;
  if (typeof line !== 'number' || typeof column !== 'number') return null;
  const lines = sql.split('\n');
  if (line < 1 || line > lines.length) return null;
  const before = lines.slice(0, line - 1).reduce((sum, text) => sum + text.length + 1, 0);
  const start = Math.min(before + Math.max(0, column - 1), sql.length);
  const length = typeof near === 'string' && sql.startsWith(near, start) ? near.length : 1;
  return { start, end: start + length };
}

function spanOfName(sql: string, name: ErrorParams[string] | undefined): Span | null {
  if (typeof name !== 'string' || name === '') return null;
  const wanted = name.toLowerCase();
  const mentions = readSqlTokens(sql).filter(
    (token) => (token.kind === 'word' || token.kind === 'quoted') && token.name.toLowerCase() === wanted,
  );
  const only = mentions.length === 1 ? mentions[0] : undefined;
  return only === undefined ? null : { start: only.start, end: only.end };
}

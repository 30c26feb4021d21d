import type { Span } from '../base/errors/diagnostic.ts';
import { err, ok, type Result } from '../base/result.ts';
import type { ExpressionProblem } from './expression-problem.ts';
import { tokenizeSql } from './polyglot.ts';

export interface Token extends Span {
  /** As the author wrote it. */
  readonly raw: string;
  /** `quoted` is a name in backquotes; `word` any other name or keyword. */
  readonly kind: 'string' | 'number' | 'word' | 'quoted' | 'symbol';
}

/** At most this much of the author's text is repeated in a message. */
const SHOWN_CHARACTERS = 40;

/** The library's time grows faster than the number of tokens. */
const MAX_TOKENS = 10_000;

/** The tokens of `text` without comments: at least one, or the problem. */
export function readTokens(text: string): Result<readonly Token[], ExpressionProblem> {
  const found = tokenizeSql(text);
  if (!found.ok) return err(noToken(text, found.error));
  if (found.value.length > MAX_TOKENS) {
    const span = { start: 0, end: text.length };
    return err({ code: 'EXP-017', params: { count: found.value.length, limit: MAX_TOKENS }, span });
  }
  const tokens = found.value
    .map(({ start, end }): Token => {
      const raw = text.slice(start, end);
      return { start, end, raw, kind: kindOf(raw) };
    })
    .filter(({ raw }) => !raw.startsWith('/*'));
  const end = tokens.at(-1)?.end ?? 0;
  // The library takes a comment that never closes for one that reaches to the end.
  const open = text.slice(end).lastIndexOf('/*');
  if (open >= 0 && !text.slice(end + open).includes('*/')) return err(endsEarly(text));
  if (tokens.length === 0) return err({ code: 'EXP-001', params: {}, span: { start: 0, end: text.length } });
  return ok(tokens);
}

/** The problem of a text that stops where something must still come. */
export function endsEarly(text: string): ExpressionProblem {
  return { code: 'EXP-003', params: {}, span: { start: text.length, end: text.length } };
}

/** The problem of a token that cannot stand where it does. */
export function unexpected({ raw, start, end }: Token): ExpressionProblem {
  return { code: 'EXP-002', params: { near: raw.slice(0, SHOWN_CHARACTERS) }, span: { start, end } };
}

/** The name that a token spells, without its backquotes. */
export function nameOfToken(token: Token): string {
  return token.kind === 'quoted' ? token.raw.slice(1, -1).replaceAll('``', '`') : token.raw;
}

function kindOf(raw: string): Token['kind'] {
  if (/^r?['"]/i.test(raw)) return 'string';
  if (raw.startsWith('`')) return 'quoted';
  if (/^(\d+\.?\d*|\.\d+)(e[+-]?\d+)?(bd|[lsydf])?$/i.test(raw)) return 'number';
  return /^[\p{L}\d_]+$/u.test(raw) ? 'word' : 'symbol';
}

function noToken(text: string, span: Span): ExpressionProblem {
  const raw = text.slice(span.start, span.end);
  // A quote that never closes runs to the end of the text.
  if (raw.trim() === '' || (span.end >= text.length && /^r?['"`]/i.test(raw))) return { ...endsEarly(text), span };
  return unexpected({ raw, start: span.start, end: span.end, kind: 'symbol' });
}

/** A piece of a query, as far as completion needs to tell pieces apart. Spaces are left out. */
export interface SqlToken {
  readonly kind: 'word' | 'quoted' | 'number' | 'text' | 'comment' | 'symbol';
  /** A quoted name without its backticks; otherwise as written. */
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

const TOKEN =
  /(?<comment>--[^\n]*|\/\*[\s\S]*?(?:\*\/|$))|(?<text>'(?:[^'\\]|\\[\s\S]|'')*(?:'|$)|"(?:[^"\\]|\\[\s\S]|"")*(?:"|$))|`(?<quoted>(?:[^`]|``)*)(?:`|$)|(?<number>\d[\w.]*)|(?<word>[\p{L}_][\p{L}\p{N}_]*)|(?<symbol>\S)/gu;

/** Cuts a query into tokens. What is not closed goes to the end of the query. */
export function readSqlTokens(text: string): SqlToken[] {
  return Array.from(text.matchAll(TOKEN), (match) => {
    const groups = match.groups ?? {};
    const start = match.index;
    const end = start + match[0].length;
    if (groups.quoted !== undefined) {
      return { kind: 'quoted', name: groups.quoted.replaceAll('``', '`'), start, end };
    }
    const kind = KINDS.find((name) => groups[name] !== undefined) ?? 'symbol';
    return { kind, name: match[0], start, end };
  });
}

const KINDS = ['comment', 'text', 'number', 'word', 'symbol'] as const;

import type { TokenCursor } from './token-cursor.ts';

/** How many tokens of a type follow up to the parenthesis that closes its `cast(… as`. */
export function typeUpToParenthesis(cursor: TokenCursor): number {
  for (let count = 0, depth = 0; ; count++) {
    const raw = cursor.peek(count)?.raw;
    if (raw === undefined) return count;
    if (raw === '(') depth++;
    if (raw === ')' && depth-- === 0) return count;
  }
}

/** How many tokens the type after `::` has: a word, and a list in parentheses or angle brackets where one follows. */
export function typeAfterColons(cursor: TokenCursor): number {
  if (cursor.peek(0)?.kind !== 'word') return 0;
  const opener = cursor.peek(1)?.raw;
  if (opener !== '(' && opener !== '<') return 1;
  // A type of its own kind would have to follow `<`; a comparison with something else may as well.
  if (opener === '<' && !/^(array|struct|map)$/i.test(cursor.peek(0)?.raw ?? '')) return 1;
  const closer = opener === '(' ? ')' : '>';
  let depth = 0;
  for (let count = 1; ; count++) {
    const raw = cursor.peek(count)?.raw;
    if (raw === undefined) return count;
    // Two closing brackets may be one token.
    for (const character of raw) depth += character === opener ? 1 : character === closer ? -1 : 0;
    if (depth <= 0) return count + 1;
  }
}

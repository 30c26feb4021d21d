import type { Result } from '../base/result.ts';
import type { ExpressionProblem } from './expression-problem.ts';
import { type IntervalLiteral, isIntervalUnit, readInterval, readIntervalRange } from './literals/interval-literal.ts';
import { readStringLiteral } from './literals/string-literal.ts';
import type { TokenCursor } from './token-cursor.ts';

export interface IntervalTokens {
  readonly read: Result<IntervalLiteral, Pick<ExpressionProblem, 'code' | 'params'>>;
  /** The keyword included. */
  readonly count: number;
}

/** Whether `interval` here begins a literal: an amount follows. Otherwise it is a name. */
export function startsInterval(cursor: TokenCursor): boolean {
  const first = cursor.isSymbol(1, '-') || cursor.isSymbol(1, '+') ? cursor.peek(2) : cursor.peek(1);
  return first?.kind === 'string' || first?.kind === 'number';
}

/**
 * `interval '1 hour'`, `interval 1 hour 30 minutes`, `interval '1' day`, `interval '1:30' hour to minute`. A sign counts before
 * the first amount alone: in `interval 1 day - 2` it is an operator.
 */
export function readIntervalTokens(cursor: TokenCursor): IntervalTokens {
  const parts: string[] = [];
  let count = 1;
  for (;;) {
    const isFirst = parts.length === 0;
    const isMinus = isFirst && cursor.isSymbol(count, '-');
    const from = isMinus || (isFirst && cursor.isSymbol(count, '+')) ? count + 1 : count;
    const amount = cursor.peek(from);
    if (amount?.kind !== 'string' && amount?.kind !== 'number') break;
    const text = (amount.kind === 'string' ? readStringLiteral(amount.raw) : amount.raw).trim();
    const signed = isMinus ? (text.startsWith('-') ? text.slice(1) : `-${text}`) : text;
    const unit = cursor.peek(from + 1);
    if (unit?.kind !== 'word' || !isIntervalUnit(unit.raw)) {
      // A text with its units inside stands alone.
      if (isFirst) return { read: readInterval(signed), count: from + 1 };
      break;
    }
    if (isFirst && cursor.isWord(from + 2, 'to')) {
      return { read: readIntervalRange(signed, unit.raw, cursor.peek(from + 3)?.raw ?? ''), count: from + 4 };
    }
    parts.push(`${signed} ${unit.raw}`);
    count = from + 2;
  }
  return { read: readInterval(parts.join(' ')), count };
}

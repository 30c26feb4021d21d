import type { Span } from '../../base/errors/diagnostic.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { DATE, STRING, TIMESTAMP } from '../../types/data-type.ts';
import { formatDate, formatTimestamp, parseDate, parseTimestamp } from '../../types/timestamp-text.ts';
import type { ExpressionProblem } from '../expression-problem.ts';
import type { CastSyntax, LiteralSyntax } from '../syntax.ts';

/** `date'2020-01-31'`, `timestamp'2020-01-31 12:00:00'`: a type's name right before a string. */
export function readTypedLiteral(
  word: string,
  text: string,
  span: Span,
): Result<LiteralSyntax | CastSyntax, ExpressionProblem> {
  if (word === 'date') {
    const days = parseDate(text);
    if (days === null) return err(malformed(text, 'date', "date'2020-01-31'", span));
    return ok({ kind: 'literal', type: DATE, value: days, display: `DATE '${formatDate(days)}'`, span });
  }
  if (word === 'timestamp' || word === 'timestamp_ltz') {
    const micros = parseTimestamp(text, 'UTC');
    if (micros === null) return err(malformed(text, 'timestamp', "timestamp'2020-01-31 12:00:00'", span));
    // Spark writes it on the session's clock, which a text without a zone is on already.
    const display = `TIMESTAMP '${formatTimestamp(micros, 'UTC')}'`;
    if (micros === parseTimestamp(text, 'Asia/Tokyo')) {
      return ok({ kind: 'literal', type: TIMESTAMP, value: micros, display, span });
    }
    // Without a zone of its own the text means a moment only once the session's zone is known.
    const of: LiteralSyntax = { kind: 'literal', type: STRING, value: text, display, span };
    return ok({ kind: 'cast', of, type: TIMESTAMP, isTry: false, isExplicit: false, span });
  }
  return err({ code: 'EXP-010', params: { construct: `${word}'…'` }, span });
}

function malformed(value: string, type: string, example: string, span: Span): ExpressionProblem {
  return { code: 'EXP-013', params: { value: value.slice(0, 80), type, example }, span };
}

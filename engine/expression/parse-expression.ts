import type { Span } from '../base/errors/diagnostic.ts';
import { err, type Result } from '../base/result.ts';
import { buildSyntax } from './build-syntax.ts';
import type { ExpressionProblem } from './expression-problem.ts';
import { markText } from './marked-text.ts';
import { loadPolyglot } from './polyglot.ts';
import { parseSingle } from './single-expression.ts';
import type { Syntax } from './syntax.ts';

export type { ExpressionProblem } from './expression-problem.ts';
export type { Syntax } from './syntax.ts';

/** Longer texts are refused unread. UTF-16 units. */
const MAX_LENGTH = 100_000;

/** Makes the parser ready; call it once, before anything else of this room. Repeated calls cost nothing. */
export function loadExpressionParser(): Promise<void> {
  return loadPolyglot();
}

/**
 * Reads one Spark SQL expression. Whatever is more than that (a list, an alias, a subquery, OVER, a second statement) is a
 * problem, never silently dropped. Needs `loadExpressionParser`.
 *
 * @returns the tree, or the first problem; `parseWithAllProblems` gives every problem found
 */
export function parseExpression(text: string): Result<Syntax, ExpressionProblem> {
  const parsed = parseWithAllProblems(text);
  return parsed.ok ? parsed : err(parsed.error[0] ?? { code: 'EXP-001', params: {} });
}

/** Like `parseExpression`, with every problem that can be told. */
export function parseWithAllProblems(text: string): Result<Syntax, readonly ExpressionProblem[]> {
  if (text.length > MAX_LENGTH) {
    return err([{ code: 'EXP-004', params: { length: text.length, limit: MAX_LENGTH } }]);
  }
  const marked = markText(text);
  if (!marked.ok) return marked;
  const parsed = parseSingle(marked.value.sql);
  const whole: Span = { start: 0, end: text.length };
  if (parsed.ok) return buildSyntax(parsed.value, marked.value, whole);
  if (parsed.error.kind === 'too-deep') return err([{ code: 'EXP-005', params: {}, span: whole }]);
  if (parsed.error.kind === 'not-single') return err([{ code: 'EXP-006', params: {}, span: whole }]);
  return err([marked.value.problemAt(parsed.error.offset)]);
}

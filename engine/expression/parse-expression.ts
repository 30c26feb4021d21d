import { must } from '../base/assert.ts';
import type { Span } from '../base/errors/diagnostic.ts';
import { err, ok, type Result } from '../base/result.ts';
import { buildSyntax } from './build-syntax.ts';
import type { ExpressionProblem } from './expression-problem.ts';
import { markText } from './marked-text.ts';
import { loadPolyglot } from './polyglot.ts';
import { parseList } from './single-expression.ts';
import type { Syntax } from './syntax.ts';

export type { ExpressionProblem } from './expression-problem.ts';
export type { Syntax } from './syntax.ts';

/** Longer texts are refused unread. UTF-16 units. */
const MAX_LENGTH = 100_000;

/** `distinct` or `all` before an argument; a column of that name is followed by an operator, a dot, a comma or nothing. */
const QUANTIFIER =
  /^\s*(distinct|all)(?:\s+(?!(?:and|or|in|is|like|ilike|rlike|between|div)\b)(?=[\p{L}\d_`'"(])|(?=[`'"(]))/iu;

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
  const parsed = parseNodes(text, false);
  return parsed.ok ? ok(must(parsed.value[0], 'one tree for one node')) : parsed;
}

/** What stands between the parentheses of a call. */
export interface ArgumentsSyntax {
  readonly isDistinct: boolean;
  readonly args: readonly Syntax[];
}

/**
 * Reads the arguments of a call as it is written without its parentheses: `x`, `x, 0.5, 100`, `DISTINCT x`. At least one.
 * Needs `loadExpressionParser`.
 */
export function parseArguments(text: string): Result<ArgumentsSyntax, readonly ExpressionProblem[]> {
  const [before = '', word = ''] = QUANTIFIER.exec(text) ?? [];
  // Blanks in its place leave all that follows where it is.
  const rest = ' '.repeat(before.length) + text.slice(before.length);
  const parsed = parseNodes(rest, true);
  return parsed.ok ? ok({ isDistinct: word.toLowerCase() === 'distinct', args: parsed.value }) : parsed;
}

function parseNodes(text: string, isList: boolean): Result<readonly Syntax[], readonly ExpressionProblem[]> {
  if (text.length > MAX_LENGTH) {
    return err([{ code: 'EXP-004', params: { length: text.length, limit: MAX_LENGTH } }]);
  }
  const marked = markText(text, isList);
  if (!marked.ok) return marked;
  const parsed = parseList(marked.value.sql);
  const whole: Span = { start: 0, end: text.length };
  if (parsed.ok) {
    if (!isList && parsed.value.length > 1) return err([{ code: 'EXP-006', params: {}, span: whole }]);
    const built = parsed.value.map((node) => buildSyntax(node, marked.value, whole));
    const problems = built.flatMap((syntax) => (syntax.ok ? [] : syntax.error));
    return problems.length > 0 ? err(problems) : ok(built.flatMap((syntax) => (syntax.ok ? [syntax.value] : [])));
  }
  if (parsed.error.kind === 'too-deep') return err([{ code: 'EXP-005', params: {}, span: whole }]);
  if (parsed.error.kind === 'not-single') return err([{ code: 'EXP-006', params: {}, span: whole }]);
  return err([marked.value.problemAt(parsed.error.offset)]);
}

import type { Result } from '../base/result.ts';
import type { ExpressionProblem } from '../expression/expression-problem.ts';
import type { LoweringContext } from './node-kind.ts';

/** The value, or null after reporting every problem of the expression at its setting, with its place in the text. */
export function orReport<Value>(
  context: Pick<LoweringContext<unknown>, 'report'>,
  setting: string,
  result: Result<Value, readonly ExpressionProblem[]>,
): Value | null {
  if (result.ok) return result.value;
  for (const problem of result.error) context.report(problem.code, setting, problem.params, { span: problem.span });
  return null;
}

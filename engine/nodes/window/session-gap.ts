import type { Expr } from '../../expression/expr.ts';
import { resolveExpression } from '../../expression/resolve-expression.ts';
import type { SessionWindow } from '../../plan/operators/session-window.ts';
import { STRING } from '../../types/data-type.ts';
import { printDataType } from '../../types/data-type-text.ts';
import { parseInterval } from '../../types/interval-text.ts';
import type { Schema } from '../../types/schema.ts';
import type { LoweringContext } from '../node-kind.ts';
import { pythonText } from '../python-text.ts';
import { orReport } from '../report-expression.ts';

/**
 * The gap of a session window: a text that is an interval holds for every row, any other is an expression that gives interval
 * text row by row, as Spark wants it (semantics 4.3). Null after reporting.
 */
export function readGap(
  context: Pick<LoweringContext<{ readonly gap?: string | undefined }>, 'config' | 'report'>,
  schema: Schema,
): SessionWindow['gap'] | null {
  const { gap } = context.config;
  if (gap === undefined) {
    context.report('PLN-081', 'gap');
    return null;
  }
  const fixed = parseInterval(gap);
  if (!fixed.ok) return readExpression(context, gap, schema);
  const { months, micros } = fixed.value;
  if (months <= 0 && micros <= 0n) context.report('PLN-084', 'gap', { value: gap }, { severity: 'warning' });
  // Months and days are those of a calendar, so how long they are depends on the row.
  return months !== 0 || namesDays.test(gap) ? { expr: textLiteral(gap) } : { micros };
}

/** The gap as the second argument of `F.session_window`. */
export function gapPython(gap: string): string {
  return parseInterval(gap).ok ? pythonText(gap) : `F.expr(${pythonText(gap)})`;
}

const namesDays = /\b(?:day|week)s?\b/i;

function readExpression(
  context: Pick<LoweringContext<unknown>, 'report'>,
  gap: string,
  schema: Schema,
): SessionWindow['gap'] | null {
  const resolved = orReport(context, 'gap', resolveExpression(gap, schema));
  if (resolved === null) return null;
  const { expr } = resolved;
  if (expr.type.kind === 'string' || expr.type.kind === 'void') return { expr };
  context.report('PLN-083', 'gap', { type: printDataType(expr.type) });
  return null;
}

function textLiteral(text: string): Expr {
  return { kind: 'literal', type: STRING, value: text, display: text, nullable: false };
}

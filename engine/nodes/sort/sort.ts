import { z } from 'zod';
import type { Expr } from '../../expression/expr.ts';
import { resolveExpression } from '../../expression/resolve-expression.ts';
import { type SortOrder, sort } from '../../plan/operators/sort.ts';
import type { Schema } from '../../types/schema.ts';
import { defineOperator, type LoweringContext } from '../node-kind.ts';
import { pythonText } from '../python-text.ts';
import { orReport } from '../report-expression.ts';
import { editedBy } from '../setting-control.ts';
import { expression } from '../setting-schemas.ts';
import { words } from './words.ts';

const directions = ['asc', 'desc'] as const;
const nullPlaces = ['first', 'last'] as const;

const order = z.strictObject({
  expr: expression,
  direction: z.enum(directions).optional(),
  nulls: z.enum(nullPlaces).optional(),
});

const settings = z.strictObject({
  by: editedBy(z.array(order).min(1).max(1000), {
    control: 'list',
    item: [
      { control: 'expression', path: 'expr', required: true },
      { control: 'choice', path: 'direction', required: false, choices: directions, defaultText: 'asc' },
      { control: 'choice', path: 'nulls', required: false, choices: nullPlaces },
    ],
  }),
});

/** Puts a complete result, or the rows of a batch query, in order. */
export const sortKind = defineOperator<typeof settings>({
  kind: 'sort',
  family: 'shape',
  inputs: [{ id: 'in', accepts: ['rows'] }],
  output: 'rows',
  settings,
  defaults: { by: [{ expr: 'count', direction: 'desc' }] },
  words,
  lower(context) {
    const input = context.inputs.in;
    if (input === undefined) return null;
    const orders = context.config.by.map(({ expr, direction, nulls }, index): SortOrder | null => {
      const setting = `by.${index}.expr`;
      const resolved = orReport(context, setting, resolveExpression(expr, input.schema));
      const key = resolved === null ? null : columnAt(context, setting, resolved.expr, input.schema);
      if (key === null) return null;
      const descending = direction === 'desc';
      return { expr: key, descending, nullsFirst: nulls === undefined ? !descending : nulls === 'first' };
    });
    const found = orders.filter((entry) => entry !== null);
    return found.length < orders.length ? null : sort(context.nodeId, input, found);
  },
  spark(config) {
    const orders = config.by.map(({ expr, direction = 'asc', nulls }) => {
      const column = /^[A-Za-z]\w*$/.test(expr) ? `F.col(${pythonText(expr)})` : `F.expr(${pythonText(expr)})`;
      return `${column}.${direction}${nulls === undefined ? '' : `_nulls_${nulls}`}()`;
    });
    return `.orderBy(${orders.join(', ')})`;
  },
});

/** A whole number alone is no constant: as in Spark it names the column at that place, counted from 1. */
function columnAt(
  context: Pick<LoweringContext<unknown>, 'report'>,
  setting: string,
  expr: Expr,
  schema: Schema,
): Expr | null {
  if (expr.kind !== 'literal' || expr.type.kind !== 'int' || typeof expr.value !== 'number') return expr;
  const index = expr.value - 1;
  const field = schema[index];
  if (field === undefined) {
    context.report('PLN-095', setting, { position: expr.value, count: schema.length });
    return null;
  }
  return { kind: 'column', index, name: field.name, type: field.type, nullable: field.nullable };
}

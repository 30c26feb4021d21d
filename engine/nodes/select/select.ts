import { z } from 'zod';
import { resolveExpression } from '../../expression/resolve-expression.ts';
import { type NamedExpr, project } from '../../plan/operators/project.ts';
import type { Schema } from '../../types/schema.ts';
import { defineOperator } from '../node-kind.ts';
import { closedExpression, pythonText, sqlName } from '../python-text.ts';
import { orReport } from '../report-expression.ts';
import { editedBy } from '../setting-control.ts';
import { columnName, expression } from '../setting-schemas.ts';
import { words } from './words.ts';

const column = z.strictObject({ expr: expression, as: columnName.optional() });

const settings = z.strictObject({
  columns: editedBy(z.array(column).min(1).max(10_000), {
    control: 'list',
    item: [
      { control: 'expression', path: 'expr', required: true },
      { control: 'text', path: 'as', required: false },
    ],
  }),
  keep: editedBy(z.boolean(), { control: 'switch' }, { defaultText: 'false' }).optional(),
});

/** Computes columns. With `keep` all others stay, and one of the same name is replaced, like `withColumn`. */
export const select = defineOperator<typeof settings>({
  kind: 'select',
  family: 'shape',
  inputs: [{ id: 'in', accepts: ['rows'] }],
  output: 'rows',
  settings,
  defaults: { columns: [{ expr: '*' }] },
  words,
  lower(context) {
    const input = context.inputs.in;
    if (input === undefined) return null;
    const columns = context.config.columns.map(({ expr, as }, index): NamedExpr[] | null => {
      if (expr.trim() === '*') return allColumns(input.schema);
      const resolved = orReport(context, `columns.${index}.expr`, resolveExpression(expr, input.schema));
      return resolved === null ? null : [{ expr: resolved.expr, name: as ?? resolved.name }];
    });
    const computed = columns.flatMap((found) => found ?? []);
    if (columns.includes(null)) return null;
    return project(
      context.nodeId,
      input,
      context.config.keep === true ? withColumns(allColumns(input.schema), computed) : computed,
    );
  },
  spark(config, { columns: output = [] }) {
    if (config.keep === true) {
      // All of them read the columns as they came in, so that several `withColumn` in a row would not do.
      const computed = config.columns.filter(({ expr }) => expr.trim() !== '*');
      const names = namesOf(computed, output);
      const entries = computed.map(({ expr }, index) => [
        pythonText(names[index] ?? expr),
        `F.expr(${pythonText(expr)})`,
      ]);
      const [only] = entries;
      if (entries.length === 1 && only !== undefined) return `.withColumn(${only.join(', ')})`;
      return `.withColumns({${entries.map((entry) => entry.join(': ')).join(', ')}})`;
    }
    const columns = config.columns.map(({ expr, as }) =>
      as === undefined ? pythonText(expr) : pythonText(`${closedExpression(expr)} AS ${sqlName(as)}`),
    );
    return `.selectExpr(${columns.join(', ')})`;
  },
});

function allColumns(schema: Schema): NamedExpr[] {
  return schema.map(({ name, type, nullable }, index) => ({
    expr: { kind: 'column', index, name, type, nullable },
    name,
  }));
}

/** `columns` with each of `computed` in the place of the column of its name, or behind them all when it is new. */
function withColumns(columns: readonly NamedExpr[], computed: readonly NamedExpr[]): NamedExpr[] {
  const result = [...columns];
  for (const entry of computed) {
    const at = result.findIndex(({ name }) => name.toLowerCase() === entry.name.toLowerCase());
    if (at < 0) result.push(entry);
    else result[at] = entry;
  }
  return result;
}

/**
 * The names of columns that are computed beside all others. `output` has those that came in, some of them replaced, and
 * behind them the new ones in their order, where an expression without a name finds its own.
 */
function namesOf(
  computed: readonly { readonly expr: string; readonly as?: string | undefined }[],
  output: readonly string[],
): string[] {
  let last = output.length - 1;
  const names: string[] = [];
  for (const { expr, as } of [...computed].reverse()) {
    const isColumn = output.some((name) => name.toLowerCase() === expr.trim().toLowerCase());
    const name = as ?? (isColumn ? expr.trim() : (output[last] ?? expr));
    if (output[last]?.toLowerCase() === name.toLowerCase()) last--;
    names.unshift(name);
  }
  return names;
}

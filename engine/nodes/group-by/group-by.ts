import { z } from 'zod';
import { nearNames } from '../../base/near-names.ts';
import { bindAggregate } from '../../expression/aggregates/bind-aggregate.ts';
import { aggregateNames, findAggregate } from '../../expression/aggregates/registry.ts';
import type { Expr } from '../../expression/expr.ts';
import { resolveArguments, resolveExpression } from '../../expression/resolve-expression.ts';
import { isStreamingPlan, type LogicalPlan } from '../../plan/logical-plan.ts';
import { type AggregateCall, aggregate } from '../../plan/operators/aggregate.ts';
import type { NamedExpr } from '../../plan/operators/project.ts';
import { type DataType, sameType } from '../../types/data-type.ts';
import { defineOperator, type LoweringContext } from '../node-kind.ts';
import { closedExpression, pythonColumn, pythonText } from '../python-text.ts';
import { orReport } from '../report-expression.ts';
import { resolveColumn } from '../resolve-column.ts';
import { editedBy } from '../setting-control.ts';
import { columnName, expression, filledText } from '../setting-schemas.ts';
import { words } from './words.ts';

const key = z.union([columnName, z.strictObject({ expr: expression, as: columnName.optional() })]);

const call = z.strictObject({
  function: filledText.describe(`One of ${aggregateNames.join(', ')}.`),
  expr: filledText.optional().describe('Its arguments, separated by commas; all rows when left out, for count.'),
  as: columnName.optional(),
});

const settings = z.strictObject({
  keys: editedBy(z.array(key).max(1000), { control: 'columns' }),
  aggregates: editedBy(z.array(call).max(1000), {
    control: 'list',
    item: [
      { control: 'choice', path: 'function', required: true, choices: aggregateNames },
      { control: 'expression', path: 'expr', required: false },
      { control: 'text', path: 'as', required: false },
    ],
  }),
});

type Config = z.output<typeof settings>;

/** Groups rows by keys and aggregates each group. */
export const groupBy = defineOperator<typeof settings>({
  kind: 'group-by',
  family: 'aggregate',
  inputs: [{ id: 'in', accepts: ['rows'] }],
  output: 'rows',
  settings,
  defaults: { keys: [], aggregates: [{ function: 'count' }] },
  words,
  lower(context) {
    const { config } = context;
    const input = context.inputs.in;
    if (input === undefined) return null;
    if (config.keys.length === 0 && config.aggregates.length === 0) {
      context.report('PLN-017', 'aggregates');
      return null;
    }
    const keys = config.keys.map((entry, index) => lowerKey(context, input, entry, `keys.${index}`));
    const calls = config.aggregates.map((entry, index) => lowerCall(context, input, entry, `aggregates.${index}`));
    const found = { keys: keys.flatMap((entry) => entry ?? []), calls: calls.flatMap((entry) => entry ?? []) };
    if (found.keys.length < keys.length || found.calls.length < calls.length) return null;
    reportRepeatedNames(context, [...found.keys, ...found.calls]);
    return aggregate(context.nodeId, input, found.keys, found.calls);
  },
  spark(config) {
    const keys = config.keys.map((entry) => {
      if (typeof entry === 'string') return pythonColumn(entry);
      const name = entry.as === undefined ? '' : `.alias(${pythonText(entry.as)})`;
      return `F.expr(${pythonText(entry.expr)})${name}`;
    });
    const only = config.aggregates[0];
    if (
      config.aggregates.length === 1 &&
      only?.function === 'count' &&
      only.expr === undefined &&
      only.as === undefined
    ) {
      return `.groupBy(${keys.join(', ')}).count()`;
    }
    const calls = config.aggregates.map((entry) => {
      const name = entry.as ?? (entry.function === 'count' && entry.expr === undefined ? 'count' : undefined);
      return `${sparkCall(entry.function, entry.expr?.trim() ?? '*')}${name === undefined ? '' : `.alias(${pythonText(name)})`}`;
    });
    // `agg` takes no calls at all only as a dict.
    return `.groupBy(${keys.join(', ')}).agg(${calls.length === 0 ? '{}' : calls.join(', ')})`;
  },
});

/** A bare text is a column's name as it stands, whatever characters it has; an object holds an expression. */
function lowerKey(
  context: LoweringContext<Config>,
  input: LogicalPlan,
  entry: Config['keys'][number],
  setting: string,
): NamedExpr | null {
  if (typeof entry !== 'string') {
    const resolved = orReport(context, `${setting}.expr`, resolveExpression(entry.expr, input.schema));
    return resolved === null ? null : { expr: resolved.expr, name: entry.as ?? resolved.name };
  }
  const index = resolveColumn(context, input.schema, entry, setting);
  const field = index === null ? undefined : input.schema[index];
  if (index === null || field === undefined) return null;
  const { name, type, nullable } = field;
  return { expr: { kind: 'column', index, name, type, nullable }, name };
}

function lowerCall(
  context: LoweringContext<Config>,
  input: LogicalPlan,
  entry: Config['aggregates'][number],
  setting: string,
): AggregateCall | null {
  const found = findAggregate(entry.function);
  if (found === undefined) {
    const near = nearNames(entry.function, aggregateNames);
    context.report('PLN-030', `${setting}.function`, {
      function: entry.function,
      near: near.length > 0 ? near : aggregateNames,
    });
    return null;
  }
  const text = entry.expr?.trim() ?? '*';
  const isStar = text === '*' && found.takesStar;
  if (text === '*' && !isStar) {
    const params = { function: entry.function, expected: String(Math.max(1, found.minArgs)), found: 0 };
    context.report('PLN-031', `${setting}.expr`, params);
    return null;
  }
  const read = isStar
    ? { isDistinct: false, args: [] }
    : orReport(context, `${setting}.expr`, resolveArguments(entry.expr ?? '', input.schema));
  if (read === null) return null;
  if (read.isDistinct && context.isStreaming && isStreamingPlan(input)) {
    context.report('PLN-036', `${setting}.expr`, { function: entry.function });
    return null;
  }
  const bound = bindAggregate(found, entry.function, read.args, read.isDistinct);
  if (!bound.ok) {
    context.report(bound.error.code, `${setting}.expr`, bound.error.params);
    return null;
  }
  const { aggregate: called, origin, functionName, defaultName } = bound.value;
  return {
    // `groupBy().count()` names its column `count`; `count(*)` written out is `count(1)` (semantics 7).
    name: entry.as ?? (entry.expr === undefined ? found.names[0] : defaultName),
    functionName,
    aggregate: called,
    origin,
    args: called.argumentTypes.flatMap((type, index) => {
      const arg = read.args[index];
      return arg === undefined ? [] : [castTo(arg, type)];
    }),
  };
}

function castTo(expr: Expr, type: DataType): Expr {
  if (sameType(expr.type, type)) return expr;
  return { kind: 'cast', of: expr, type, nullable: expr.nullable, isTry: false, isExplicit: false };
}

/** Two columns of one name could not be told apart by the next node, nor in a result table. */
function reportRepeatedNames(context: LoweringContext<Config>, columns: readonly { readonly name: string }[]): void {
  const seen = new Set<string>();
  columns.forEach(({ name }, index) => {
    const folded = name.toLowerCase();
    const keys = context.config.keys.length;
    const setting = index < keys ? `keys.${index}` : `aggregates.${index - keys}.as`;
    if (seen.has(folded)) context.report('PLN-014', setting, { column: name });
    seen.add(folded);
  });
}

/** The everyday aggregates over a column by their functions in PySpark, all others as Spark SQL. */
function sparkCall(name: string, argument: string): string {
  const isPlain = /^(?:count|sum|avg|min|max)$/.test(name) && /^(?:[A-Za-z]\w*|\*)$/.test(argument);
  return isPlain
    ? `F.${name}(${pythonText(argument)})`
    : `F.expr(${pythonText(`${name}(${closedExpression(argument)})`)})`;
}

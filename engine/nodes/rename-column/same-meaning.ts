import type { Expr } from '../../expression/expr.ts';
import { resolveArguments, resolveExpression } from '../../expression/resolve-expression.ts';
import { printDataType } from '../../types/data-type-text.ts';
import type { Schema } from '../../types/schema.ts';

interface Side {
  readonly text: string;
  readonly schema: Schema;
}

/**
 * Whether two texts mean the same over columns that differ in their names alone. `other-fields`: they read the same columns, but a
 * struct on the way has fields of other names. `unknown`: the first one is no expression, or the second has a problem of its own.
 */
export function sameMeaning(
  before: Side,
  after: Side,
  isArguments: boolean,
): 'same' | 'other-column' | 'other-fields' | 'unknown' {
  const was = resolved(before, isArguments);
  const is = resolved(after, isArguments);
  if (was === null || is === null) return 'unknown';
  if (was.map((expr) => shape(expr, false)).join() !== is.map((expr) => shape(expr, false)).join())
    return 'other-column';
  const keepsFields = was.map((expr) => shape(expr, true)).join() === is.map((expr) => shape(expr, true)).join();
  return keepsFields ? 'same' : 'other-fields';
}

function resolved({ text, schema }: Side, isArguments: boolean): readonly Expr[] | null {
  if (text.trim() === '*') return [];
  if (isArguments) {
    const read = resolveArguments(text, schema);
    return read.ok ? read.value.args : null;
  }
  const read = resolveExpression(text, schema);
  return read.ok ? [read.value.expr] : null;
}

/** The tree without the names of columns. */
function shape(expr: Expr, withTypes: boolean): string {
  const type = withTypes ? `:${printDataType(expr.type)}` : '';
  switch (expr.kind) {
    case 'literal':
      // Names of fields of a struct are literals too; the types tell them.
      return `literal${type}`;
    case 'column':
      return `#${expr.index}${type}`;
    case 'field':
      return `${shape(expr.of, withTypes)}.${expr.index}${type}`;
    case 'cast':
      return `cast(${shape(expr.of, withTypes)})${type}`;
    case 'call':
      return `${expr.function.name}(${expr.args.map((arg) => shape(arg, withTypes)).join()})${type}`;
  }
}

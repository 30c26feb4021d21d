import { must } from '../../base/assert.ts';
import { ok } from '../../base/result.ts';
import { array, type DataType } from '../../types/data-type.ts';
import type { Value } from '../../types/value.ts';
import type { CallExpr, Expr, ScalarFunction } from '../expr.ts';
import { compileStrict } from './strict.ts';

interface FieldsFunction extends ScalarFunction {
  /** What `arrayOfFields` was asked for. */
  readonly picked: { readonly index: number; readonly name: string; readonly field: DataType };
}

/** `items.price` of an array of structs: the array of that field. Null elements stay null. */
export function arrayOfFields(of: Expr, index: number, name: string, field: DataType): CallExpr {
  const type = array(field);
  const pick = (element: Value): Value =>
    Array.isArray(element) ? ((element[index] as Value | undefined) ?? null) : null;
  const fields: FieldsFunction = {
    name: 'array of fields',
    picked: { index, name, field },
    minArgs: 1,
    maxArgs: 1,
    sign: () => ok({ args: [of.type], type }),
    compile: (_, [items]) =>
      compileStrict((values) => (values as readonly Value[]).map(pick), [must(items, 'there is an array')]),
    display: ([items]) => `${items}.${name}`,
  };
  return { kind: 'call', function: fields, args: [of], written: fields.name, type, nullable: of.nullable };
}

/** The field that a call of `arrayOfFields` picks out of each element; null for any other expression. */
export function fieldPicked(expr: Expr): FieldsFunction['picked'] | null {
  return expr.kind === 'call' && 'picked' in expr.function ? (expr.function as FieldsFunction).picked : null;
}

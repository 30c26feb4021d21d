import { must } from '../../base/assert.ts';
import { ok } from '../../base/result.ts';
import { array, type DataType } from '../../types/data-type.ts';
import type { Value } from '../../types/value.ts';
import type { CallExpr, Expr, ScalarFunction } from '../expr.ts';
import { compileStrict } from './strict.ts';

/** `items.price` of an array of structs: the array of that field. Null elements stay null. */
export function arrayOfFields(of: Expr, index: number, name: string, field: DataType): CallExpr {
  const type = array(field);
  const pick = (element: Value): Value =>
    Array.isArray(element) ? ((element[index] as Value | undefined) ?? null) : null;
  const fields: ScalarFunction = {
    name: 'array of fields',
    minArgs: 1,
    maxArgs: 1,
    sign: () => ok({ args: [of.type], type }),
    compile: (_, [items]) =>
      compileStrict((values) => (values as readonly Value[]).map(pick), [must(items, 'there is an array')]),
    display: ([items]) => `${items}.${name}`,
  };
  return { kind: 'call', function: fields, args: [of], written: fields.name, type, nullable: of.nullable };
}

import { must } from '../../base/assert.ts';
import { commonType } from '../../expression/coercion.ts';
import type { Expr } from '../../expression/expr.ts';
import { findFunction } from '../../expression/functions/registry.ts';
import {
  BOOLEAN,
  type DataType,
  STRING,
  type StructField,
  type StructType,
  sameType,
  struct,
} from '../../types/data-type.ts';

/**
 * The type of a union's column over two inputs, or null where they do not go together. Structs go together field by field: by
 * position they must have the same names, by name a field may be missing.
 */
export function widerType(a: DataType, b: DataType, byName: boolean): DataType | null {
  if (a.kind !== 'struct' || b.kind !== 'struct') return commonType(a, b);
  const fields: StructField[] = [];
  for (const [index, field] of a.fields.entries()) {
    const other = byName ? fieldNamed(b, field.name) : b.fields[index];
    if (!byName && other?.name.toLowerCase() !== field.name.toLowerCase()) return null;
    const type = other === undefined ? field.type : widerType(field.type, other.type, byName);
    if (type === null) return null;
    fields.push({ name: field.name, type });
  }
  if (!byName) return a.fields.length === b.fields.length ? struct(fields) : null;
  return struct([...fields, ...b.fields.filter(({ name }) => fieldNamed(a, name) === undefined)]);
}

function fieldNamed({ fields }: StructType, name: string): StructField | undefined {
  return fields.find((field) => field.name.toLowerCase() === name.toLowerCase());
}

/** The value in a type that `widerType` gave; fields that it does not have are null. */
export function widened(of: Expr, type: DataType): Expr {
  if (sameType(of.type, type)) return of;
  if (of.type.kind !== 'struct' || type.kind !== 'struct') {
    return { kind: 'cast', of, type, nullable: of.nullable, isTry: false, isExplicit: false };
  }
  const held = of.type;
  const values = type.fields.flatMap((field): Expr[] => {
    const found = fieldNamed(held, field.name);
    const name: Expr = { kind: 'literal', type: STRING, value: field.name, display: field.name, nullable: false };
    if (found === undefined) return [name, nothing(field.type)];
    const index = held.fields.indexOf(found);
    return [
      name,
      widened({ kind: 'field', of, index, name: found.name, type: found.type, nullable: true }, field.type),
    ];
  });
  const rebuilt = call('named_struct', values, type, false);
  if (!of.nullable) return rebuilt;
  return call('if', [call('isnull', [of], BOOLEAN, false), nothing(type), rebuilt], type, true);
}

export function nothing(type: DataType): Expr {
  return { kind: 'literal', type, value: null, display: 'NULL', nullable: true };
}

function call(name: string, args: readonly Expr[], type: DataType, nullable: boolean): Expr {
  return {
    kind: 'call',
    function: must(findFunction(name), `${name} is a function`),
    args,
    written: name,
    type,
    nullable,
  };
}

import {
  array,
  BIGINT,
  BOOLEAN,
  type DataType,
  DOUBLE,
  decimal,
  STRING,
  type StructField,
  struct,
  VOID,
} from '../data-type.ts';
import { widerDecimal } from '../decimal.ts';
import { inIntegerRange } from '../integer-range.ts';
import type { JsonNode } from './json-tree.ts';

const DECIMAL_DIGITS_MAX = 38;

/** The type that Spark finds for a JSON value: `void` for null and for parts of which nothing is known. */
export function inferJsonType(node: JsonNode): DataType {
  switch (node.kind) {
    case 'null':
      return VOID;
    case 'boolean':
      return BOOLEAN;
    case 'string':
      return node.text === '' ? VOID : STRING;
    case 'number':
      return numberType(node.text, node.isInteger);
    case 'array':
      return array(node.elements.map(inferJsonType).reduce(compatibleJsonType, VOID));
    case 'object':
      return structOf(node.fields.map(({ name, node: of }) => ({ name, type: inferJsonType(of) })));
  }
}

function numberType(text: string, isInteger: boolean): DataType {
  if (!isInteger) return DOUBLE;
  if (inIntegerRange(BigInt(text), 'bigint')) return BIGINT;
  const digits = String(BigInt(text)).replace('-', '').length;
  return digits <= DECIMAL_DIGITS_MAX ? decimal(digits, 0) : DOUBLE;
}

/** Fields in the order of their names. */
function structOf(fields: readonly StructField[]): DataType {
  return struct([...fields].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0)));
}

/** The type for values of both; texts where nothing else fits both. */
export function compatibleJsonType(a: DataType, b: DataType): DataType {
  if (a.kind === 'void') return b;
  if (b.kind === 'void') return a;
  if (a.kind === 'array' && b.kind === 'array') return array(compatibleJsonType(a.element, b.element));
  if (a.kind === 'struct' && b.kind === 'struct') return mergedStruct(a.fields, b.fields);
  if (a.kind === b.kind && a.kind !== 'decimal') return a;
  const kinds = [a.kind, b.kind];
  if (kinds.includes('double') && kinds.some((kind) => kind === 'bigint' || kind === 'decimal')) return DOUBLE;
  const left = asDecimal(a);
  const right = asDecimal(b);
  return left === null || right === null ? STRING : widerDecimal(left, right);
}

function asDecimal(type: DataType) {
  if (type.kind === 'decimal') return type;
  return type.kind === 'bigint' ? decimal(20, 0) : null;
}

function mergedStruct(a: readonly StructField[], b: readonly StructField[]): DataType {
  const types = new Map(a.map(({ name, type }) => [name, type]));
  for (const { name, type } of b) types.set(name, compatibleJsonType(types.get(name) ?? VOID, type));
  return structOf([...types].map(([name, type]) => ({ name, type })));
}

/** The type with text for what is not known, and without fields that are structs of nothing; the outermost struct stays. */
export function knownJsonType(type: DataType): DataType {
  const known = canonical(type);
  if (known !== null) return known;
  return type.kind === 'array' && type.element.kind === 'struct' ? array(struct([])) : struct([]);
}

function canonical(type: DataType): DataType | null {
  if (type.kind === 'void') return STRING;
  if (type.kind === 'array') {
    const element = canonical(type.element);
    return element === null ? null : array(element);
  }
  if (type.kind !== 'struct') return type;
  const fields = type.fields.flatMap((field) => {
    const of = field.name === '' ? null : canonical(field.type);
    return of === null ? [] : [{ name: field.name, type: of }];
  });
  return fields.length === 0 ? null : struct(fields);
}

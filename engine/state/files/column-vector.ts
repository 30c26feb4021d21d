/**
 * Values of one column, side by side: the form in which state files hold them and in which operators with typed arrays hand them
 * over, so that millions of entries pass without an object each.
 */
import { must, unreachable } from '../../base/assert.ts';
import type { ArrayType, DataType, StructType } from '../../types/data-type.ts';
import type { Value } from '../../types/value.ts';
import { bytesOfText, textOfBytes } from '../groups/text-bytes.ts';

/**
 * `present` has a 1 for each row that has a value, and is null where all have one. What stands at a row without one means nothing.
 *
 * | form     | types                                                                     |
 * |----------|---------------------------------------------------------------------------|
 * | nulls    | any; no row has a value                                                   |
 * | integers | tinyint … bigint, date, timestamp, intervals, decimal: safe integers, no -0 |
 * | longs    | bigint, timestamp, interval, decimal: 64 bits                             |
 * | bigs     | the same, beyond 64 bits                                                  |
 * | doubles  | all whose values are numbers                                              |
 * | booleans | boolean, as 0 and 1                                                       |
 * | texts    | string: text `i` is `bytes[starts[i], starts[i + 1])`, see `text-bytes.ts` |
 * | structs  | struct: a vector a field                                                  |
 * | lists    | array: list `i` is `elements[starts[i], starts[i + 1])`                   |
 */
export type ColumnVector =
  | { readonly form: 'nulls'; readonly length: number }
  | { readonly form: 'integers'; readonly values: IntegerArray; readonly present: Uint8Array | null }
  | { readonly form: 'longs'; readonly values: BigInt64Array; readonly present: Uint8Array | null }
  | { readonly form: 'bigs'; readonly values: readonly bigint[]; readonly present: Uint8Array | null }
  | { readonly form: 'doubles'; readonly values: Float64Array; readonly present: Uint8Array | null }
  | { readonly form: 'booleans'; readonly values: Uint8Array; readonly present: Uint8Array | null }
  | TextVector
  | {
      readonly form: 'structs';
      readonly length: number;
      readonly fields: readonly ColumnVector[];
      readonly present: Uint8Array | null;
    }
  | {
      readonly form: 'lists';
      readonly starts: Uint32Array;
      readonly elements: ColumnVector;
      readonly present: Uint8Array | null;
    };

export type IntegerArray = Float64Array | Int8Array | Int16Array | Int32Array;

export interface TextVector {
  readonly form: 'texts';
  readonly bytes: Uint8Array;
  readonly starts: Uint32Array;
  readonly present: Uint8Array | null;
}

/** How many rows a vector has. */
export function lengthOf(vector: ColumnVector): number {
  switch (vector.form) {
    case 'nulls':
    case 'structs':
      return vector.length;
    case 'texts':
    case 'lists':
      return vector.starts.length - 1;
    default:
      return vector.values.length;
  }
}

/** Whether rows hold values of the type as bigints. */
export function isBigHeld(type: DataType): boolean {
  return ['bigint', 'timestamp', 'interval', 'decimal'].includes(type.kind);
}

/** The value of a row; `type` is the vector's. */
export function valueAt(vector: ColumnVector, type: DataType, row: number): Value {
  if (vector.form === 'nulls' || (vector.present !== null && vector.present[row] === 0)) return null;
  switch (vector.form) {
    case 'integers': {
      const value = vector.values[row] as number;
      return isBigHeld(type) ? BigInt(value) : value;
    }
    case 'longs':
    case 'bigs':
    case 'doubles':
      return must(vector.values[row], 'a value at its row');
    case 'booleans':
      return vector.values[row] === 1;
    case 'texts':
      return textOfBytes(vector.bytes, vector.starts[row] as number, vector.starts[row + 1] as number);
    case 'structs':
      return (type as StructType).fields.map((field, index) =>
        valueAt(must(vector.fields[index], 'a vector a field'), field.type, row),
      );
    case 'lists': {
      const start = vector.starts[row] as number;
      const list = new Array<Value>((vector.starts[row + 1] as number) - start);
      for (let i = 0; i < list.length; i++) list[i] = valueAt(vector.elements, (type as ArrayType).element, start + i);
      return list;
    }
    default:
      return unreachable(vector);
  }
}

/** Values of a type as a vector, from which each comes back exactly: NaN, -0 and lone surrogates too. */
export function vectorOf(values: readonly Value[], type: DataType): ColumnVector {
  const present = presenceOf(values);
  if (present === 'none' || type.kind === 'void') return { form: 'nulls', length: values.length };
  switch (type.kind) {
    case 'boolean':
      return { form: 'booleans', values: Uint8Array.from(values, (value) => (value === true ? 1 : 0)), present };
    case 'string':
      return { ...textsOf(values), present };
    case 'struct': {
      const fields = type.fields.map((field, index) =>
        vectorOf(
          values.map((value) => (value as readonly Value[] | null)?.[index] ?? null),
          field.type,
        ),
      );
      return { form: 'structs', length: values.length, fields, present };
    }
    case 'array': {
      const starts = new Uint32Array(values.length + 1);
      const elements: Value[] = [];
      for (let row = 0; row < values.length; row++) {
        for (const element of (values[row] as readonly Value[] | null) ?? []) elements.push(element);
        starts[row + 1] = elements.length;
      }
      return { form: 'lists', starts, elements: vectorOf(elements, type.element), present };
    }
    default:
      return isBigHeld(type) ? bigsOf(values, present) : numbersOf(values, present);
  }
}

function presenceOf(values: readonly Value[]): Uint8Array | null | 'none' {
  let count = 0;
  for (const value of values) if (value !== null) count++;
  if (count === 0 && values.length > 0) return 'none';
  return count === values.length ? null : Uint8Array.from(values, (value) => (value === null ? 0 : 1));
}

function numbersOf(values: readonly Value[], present: Uint8Array | null): ColumnVector {
  const numbers = new Float64Array(values.length);
  let areWhole = true;
  for (let row = 0; row < values.length; row++) {
    const value = (values[row] ?? 0) as number;
    numbers[row] = value;
    if (!Number.isSafeInteger(value) || Object.is(value, -0)) areWhole = false;
  }
  return { form: areWhole ? 'integers' : 'doubles', values: numbers, present };
}

function bigsOf(values: readonly Value[], present: Uint8Array | null): ColumnVector {
  const numbers = new Float64Array(values.length);
  let row = 0;
  for (; row < values.length; row++) {
    const number = Number(values[row] ?? 0n);
    if (!Number.isSafeInteger(number)) break;
    numbers[row] = number;
  }
  if (row === values.length) return { form: 'integers', values: numbers, present };
  const bigs = values.map((value) => (value ?? 0n) as bigint);
  if (bigs.some((value) => BigInt.asIntN(64, value) !== value)) return { form: 'bigs', values: bigs, present };
  return { form: 'longs', values: BigInt64Array.from(bigs), present };
}

function textsOf(values: readonly Value[]): TextVector {
  const starts = new Uint32Array(values.length + 1);
  const texts = values.map((value) => (value === null ? null : bytesOfText(value as string)));
  texts.forEach((text, row) => {
    starts[row + 1] = (starts[row] as number) + (text?.length ?? 0);
  });
  const bytes = new Uint8Array(starts[values.length] as number);
  texts.forEach((text, row) => {
    if (text !== null) bytes.set(text, starts[row] as number);
  });
  return { form: 'texts', bytes, starts, present: null };
}

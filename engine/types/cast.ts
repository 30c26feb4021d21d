import { assert, must } from '../base/assert.ts';
import { EngineError } from '../base/errors/engine-error.ts';
import { castFromString } from './cast-from-string.ts';
import { castNumeric } from './cast-numeric.ts';
import { type CastOptions, castFromTimestamp, castToTimestamp } from './cast-timestamp.ts';
import { type ArrayType, type DataType, isNumeric, type StructType, sameType } from './data-type.ts';
import { valueText } from './show-text.ts';
import type { Value } from './value.ts';

export type { CastOptions } from './cast-timestamp.ts';

type Cast = (value: Value) => Value;

/**
 * Whether Spark 4 (ANSI mode) lets the cast be written at all. Whether a given value survives it shows when it runs.
 * Structs match by position, whatever their fields are called.
 */
export function canCast(from: DataType, to: DataType): boolean {
  if (from.kind === 'void' || sameType(from, to)) return true;
  if (to.kind === 'string') return true;
  if (from.kind === 'array' || to.kind === 'array') {
    return from.kind === 'array' && to.kind === 'array' && canCast(from.element, to.element);
  }
  if (from.kind === 'struct' || to.kind === 'struct') {
    return (
      from.kind === 'struct' &&
      to.kind === 'struct' &&
      from.fields.length === to.fields.length &&
      from.fields.every((field, i) => canCast(field.type, must(to.fields[i], 'lengths agree').type))
    );
  }
  if (from.kind === 'string') return to.kind !== 'void';
  if (to.kind === 'boolean') return isNumeric(from);
  if (to.kind === 'timestamp') return isNumeric(from) || from.kind === 'date';
  if (to.kind === 'date') return from.kind === 'timestamp';
  return isNumeric(to) && (isNumeric(from) || from.kind === 'boolean' || from.kind === 'timestamp');
}

/**
 * The cast as a function of a value of `from`. Null stays null. Throws `EngineError` by Spark's ANSI rules: EXE-001
 * (malformed text), EXE-002 (out of range) and EXE-005 (too wide for a decimal). `canCast` must hold.
 */
export function makeCast(from: DataType, to: DataType, options: CastOptions): Cast {
  assert(canCast(from, to), `no cast from ${from.kind} to ${to.kind}`);
  if (from.kind === 'void') return () => null;
  const cast = castPresent(from, to, options);
  return (value) => (value === null ? null : cast(value));
}

/**
 * As `makeCast`, with null in place of an error. Inside an array or struct only the part that fails becomes null.
 */
export function makeTryCast(from: DataType, to: DataType, options: CastOptions): Cast {
  assert(canCast(from, to), `no cast from ${from.kind} to ${to.kind}`);
  if (from.kind === 'array' && to.kind === 'array') {
    const element = makeTryCast(from.element, to.element, options);
    return (value) => (value === null ? null : (value as readonly Value[]).map(element));
  }
  if (from.kind === 'struct' && to.kind === 'struct') {
    const fields = eachField(from, to, (a, b) => makeTryCast(a, b, options));
    return (value) => (value === null ? null : fields.map((cast, i) => cast((value as readonly Value[])[i] ?? null)));
  }
  const cast = makeCast(from, to, options);
  return (value) => {
    try {
      return cast(value);
    } catch (thrown) {
      if (thrown instanceof EngineError) return null;
      throw thrown;
    }
  };
}

function castPresent(from: DataType, to: DataType, options: CastOptions): Cast {
  if (sameType(from, to)) return (value) => value;
  if (to.kind === 'string') return (value) => valueText(value, from, options.timeZone, 'null');
  if (from.kind === 'array') return arrayCast(from, to as ArrayType, options);
  if (from.kind === 'struct') return structCast(from, to as StructType, options);
  if (from.kind === 'string') return castFromString(to, options);
  if (to.kind === 'timestamp') return castToTimestamp(from, options);
  if (from.kind === 'timestamp') return castFromTimestamp(to, options);
  return castNumeric(from, to);
}

function arrayCast(from: ArrayType, to: ArrayType, options: CastOptions): Cast {
  const element = makeCast(from.element, to.element, options);
  return (value) => (value as readonly Value[]).map(element);
}

function structCast(from: StructType, to: StructType, options: CastOptions): Cast {
  const fields = eachField(from, to, (a, b) => makeCast(a, b, options));
  return (value) => fields.map((cast, i) => cast((value as readonly Value[])[i] ?? null));
}

function eachField(from: StructType, to: StructType, make: (from: DataType, to: DataType) => Cast): Cast[] {
  return from.fields.map((field, i) => make(field.type, must(to.fields[i], 'structs match by position').type));
}

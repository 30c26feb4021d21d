import { must } from '../base/assert.ts';
import type { DataType } from './data-type.ts';
import type { Value } from './value.ts';

/** Below, at or above zero, as `Array.sort` wants it. */
export type Comparator = (a: Value, b: Value) => number;

/**
 * Spark's ascending order of values of `type`: null first; false before true; strings by their UTF-8 bytes; NaN above all
 * other numbers and equal to itself; -0.0 equal to 0.0; structs and arrays by their first difference, a shorter array
 * before a longer one that begins with it.
 */
export function comparatorOf(type: DataType): Comparator {
  return nullsFirst(comparatorOfPresent(type));
}

function nullsFirst(compare: Comparator): Comparator {
  return (a, b) => {
    if (a === null) return b === null ? 0 : -1;
    return b === null ? 1 : compare(a, b);
  };
}

function comparatorOfPresent(type: DataType): Comparator {
  if (type.kind === 'string') return (a, b) => compareText(a as string, b as string);
  if (type.kind === 'float' || type.kind === 'double') return (a, b) => compareNumbers(a as number, b as number);
  if (type.kind === 'array') return arrayComparator(comparatorOf(type.element));
  if (type.kind === 'struct') return structComparator(type.fields.map((field) => comparatorOf(field.type)));
  return compareExact;
}

function compareExact(a: Value, b: Value): number {
  if (a === b) return 0;
  return (a as number | bigint | boolean) < (b as number | bigint | boolean) ? -1 : 1;
}

/** Order of doubles: NaN is the greatest and equal to itself, -0.0 equals 0.0. */
export function compareNumbers(a: number, b: number): number {
  if (a < b) return -1;
  if (a > b) return 1;
  if (a === b) return 0;
  return Number.isNaN(a) ? (Number.isNaN(b) ? 0 : 1) : -1;
}

/** Order of the texts' UTF-8 bytes, which is the order of their code points. */
function compareText(a: string, b: string): number {
  if (a === b) return 0;
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x !== y) return codePointRank(x) - codePointRank(y);
  }
  return a.length - b.length;
}

/** UTF-16 puts surrogates, which stand for code points from 0x10000, below the units from 0xE000; this puts them above. */
function codePointRank(unit: number): number {
  if (unit < 0xd800) return unit;
  return unit >= 0xe000 ? unit - 0x800 : unit + 0x2000;
}

function arrayComparator(element: Comparator): Comparator {
  return (a, b) => {
    const left = a as readonly Value[];
    const right = b as readonly Value[];
    const length = Math.min(left.length, right.length);
    for (let i = 0; i < length; i++) {
      const order = element(left[i] ?? null, right[i] ?? null);
      if (order !== 0) return order;
    }
    return left.length - right.length;
  };
}

function structComparator(fields: readonly Comparator[]): Comparator {
  return (a, b) => {
    const left = a as readonly Value[];
    const right = b as readonly Value[];
    for (let i = 0; i < fields.length; i++) {
      const order = must(fields[i], 'a comparator for each field')(left[i] ?? null, right[i] ?? null);
      if (order !== 0) return order;
    }
    return 0;
  };
}

import type { JsonValue } from '../../engine/tables/sql-result.ts';
import { isNumericType } from './cell-text.ts';

/**
 * Compares two cells of a column for sorting in the grid, in Spark's ascending order: null first, then by value, NaN
 * after every number.
 */
export function compareCells(a: JsonValue, b: JsonValue, type: string): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? -1 : 1;
  if (isNumericType(type)) return compareNumbers(a, b);
  if (typeof a === 'boolean' && typeof b === 'boolean') return Number(a) - Number(b);
  if (typeof a === 'object' && typeof b === 'object') return compareParts(Object.values(a), Object.values(b));
  const [left, right] = [String(a), String(b)];
  return left < right ? -1 : left > right ? 1 : 0;
}

function compareNumbers(a: JsonValue, b: JsonValue): number {
  // Integers beyond 2^53 come as text; as numbers two of them could look the same.
  if (isWhole(a) && isWhole(b)) {
    const [left, right] = [BigInt(a), BigInt(b)];
    return left < right ? -1 : left > right ? 1 : 0;
  }
  const [left, right] = [Number(a), Number(b)];
  if (Number.isNaN(left) || Number.isNaN(right)) return Number(Number.isNaN(left)) - Number(Number.isNaN(right));
  return left < right ? -1 : left > right ? 1 : 0;
}

function isWhole(value: JsonValue): value is number | string {
  return Number.isInteger(value) || (typeof value === 'string' && /^-?\d{1,40}$/.test(value));
}

function compareParts(a: readonly JsonValue[], b: readonly JsonValue[]): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    const [left, right] = [a[i] ?? null, b[i] ?? null];
    const order = compareCells(
      left,
      right,
      typeof left === 'number' && typeof right === 'number' ? 'double' : 'string',
    );
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

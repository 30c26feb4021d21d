import { assert } from '../../../base/assert.ts';
import type { DataType } from '../../../types/data-type.ts';
import type { Value } from '../../../types/value.ts';

/**
 * Values as format 0 wrote them in JSON: 64-bit integers and decimals as decimal text, NaN, infinities and -0 by name. Throws
 * `InternalError` for anything else.
 */
export function decodeValues(saved: unknown, types: readonly DataType[]): Value[] {
  assert(Array.isArray(saved) && saved.length === types.length, 'a saved value for each type');
  return types.map((type, index) => decode(saved[index], type));
}

function decode(saved: unknown, type: DataType): Value {
  if (saved === null) return null;
  switch (type.kind) {
    case 'bigint':
    case 'timestamp':
    case 'interval':
    case 'decimal':
      assert(typeof saved === 'string' && /^-?\d+$/.test(saved), 'a saved integer is decimal text');
      return BigInt(saved);
    case 'array':
      assert(Array.isArray(saved), 'a saved array is an array');
      return saved.map((element) => decode(element, type.element));
    case 'struct':
      return decodeValues(
        saved,
        type.fields.map((field) => field.type),
      );
    case 'boolean':
      assert(typeof saved === 'boolean', 'a saved boolean is a boolean');
      return saved;
    case 'string':
      assert(typeof saved === 'string', 'a saved string is a string');
      return saved;
    default:
      assert(typeof saved === 'number' || typeof saved === 'string', 'a saved number is a number or its name');
      return Number(saved);
  }
}

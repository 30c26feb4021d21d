import type { DataType } from '../../types/data-type.ts';
import { makeGroupKey } from '../../types/group-key.ts';
import type { Value } from '../../types/value.ts';
import { valueBytes } from './value-bytes.ts';

/** What a map takes for an entry, roughly. */
const ENTRY_BYTES = 48;

/** Numbers values of one type, 0, 1, 2 … in the order in which they first came. Equality is that of groups. */
export class ValuePool {
  readonly #numbers = new Map<string, number>();
  readonly #values: Value[] = [];
  readonly #keyOf: (values: readonly Value[]) => string;
  #bytes = 0;

  constructor(type: DataType) {
    this.#keyOf = makeGroupKey([type]);
  }

  get size(): number {
    return this.#values.length;
  }

  numberOf(value: Value): number {
    const key = this.#keyOf([value]);
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    const number = this.#values.length;
    this.#numbers.set(key, number);
    this.#values.push(withoutMinusZero(value));
    this.#bytes += ENTRY_BYTES + 24 + key.length + valueBytes(value);
    return number;
  }

  valueOf(number: number): Value {
    return this.#values[number] ?? null;
  }

  /** All values, by number. */
  get values(): readonly Value[] {
    return this.#values;
  }

  /** Cuts off the values from `size` on, the last ones that were added. */
  truncate(size: number): void {
    while (this.#values.length > size) {
      const value = this.#values.pop() ?? null;
      const key = this.#keyOf([value]);
      this.#numbers.delete(key);
      this.#bytes -= ENTRY_BYTES + 24 + key.length + valueBytes(value);
    }
  }

  get memoryBytes(): number {
    return this.#bytes;
  }
}

/** The value that stands for all that are equal to it: zero for minus zero, as in Spark, also within arrays and structs. */
function withoutMinusZero(value: Value): Value {
  if (typeof value === 'number') return value + 0;
  return Array.isArray(value) ? value.map(withoutMinusZero) : value;
}

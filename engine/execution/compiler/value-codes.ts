import type { Value } from '../../types/value.ts';

/** Most values that are numbered; rows with later ones take the general path. */
const VALUES_MAX = 262_144;

/** A longer text is not numbered, so that memory stays bounded. */
const TEXT_LENGTH_MAX = 1024;

/** Numbers the values of a computed key. NaN is one value, and -0 is 0, as groups see them. */
export class ValueCodes {
  readonly #codes = new Map<Value, number>();

  /** The value's number; -2 when it is new and there are too many, or it is too long. */
  codeOf(value: Value): number {
    const known = this.#codes.get(value);
    if (known !== undefined) return known;
    if (this.#codes.size >= VALUES_MAX || (typeof value === 'string' && value.length > TEXT_LENGTH_MAX)) return -2;
    const code = this.#codes.size;
    this.#codes.set(value, code);
    return code;
  }
}

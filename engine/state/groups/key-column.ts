import { must } from '../../base/assert.ts';
import { type DataType, sameType, WINDOW } from '../../types/data-type.ts';
import type { Value } from '../../types/value.ts';
import { resizedFloats } from './growth.ts';
import type { StringCodes } from './string-codes.ts';
import { StringPool } from './string-pool.ts';
import { textsReader } from './texts-reader.ts';
import { ValuePool } from './value-pool.ts';

/** The part of a null. */
export const NULL_PART = 0.5;
/** What is added to the number of a pooled value, so that it is no other part. */
export const POOLED = 0.25;

/**
 * What a whole part is: the code of a text, a window's start in microseconds, 0 or 1, the value itself, or nothing, where all
 * values are pooled.
 */
export type KeyForm = 'text' | 'window' | 'boolean' | 'integer' | 'pooled';

export function keyFormOf(type: DataType): KeyForm {
  switch (type.kind) {
    case 'string':
      return 'text';
    case 'boolean':
      return 'boolean';
    case 'tinyint':
    case 'smallint':
    case 'int':
    case 'bigint':
    case 'date':
    case 'timestamp':
      return 'integer';
    case 'struct':
      return sameType(type, WINDOW) ? 'window' : 'pooled';
    default:
      return 'pooled';
  }
}

/**
 * One key of a group table: the number that stands for its value in each group, its part. Equal values have equal parts, by
 * the equality of groups. Null is 0.5; a value whose form has no whole number for it, such as an integer that is not safe or a
 * double, is its number in a pool plus 0.25.
 */
export class KeyColumn {
  readonly type: DataType;
  readonly form: KeyForm;
  /** By group; replaced when it grows. */
  parts = new Float64Array(0);
  /** Of a text column; null for other forms. */
  readonly strings: StringCodes | null;
  /** Length of the windows that whole parts stand for; null until the first one has come. Others are pooled. */
  windowMicros: number | null = null;
  /** Whether the dictionary is the column's to empty and to count. */
  readonly ownsStrings: boolean;
  #pool: ValuePool | null = null;

  /**
   * @param strings the dictionary whose codes a loop writes; without one the column makes its own
   * @param ownsStrings whether the dictionary is the column's own
   */
  constructor(type: DataType, strings: StringCodes | null = null, ownsStrings = strings === null) {
    this.type = type;
    this.form = keyFormOf(type);
    this.ownsStrings = ownsStrings;
    this.strings = this.form === 'text' ? (strings ?? new StringPool()) : null;
  }

  /** The part of a value, which is given one when it is new. */
  partOf(value: Value): number {
    if (value === null) return NULL_PART;
    switch (this.form) {
      case 'text':
        return must(this.strings, 'a text column has texts').codeOfText(value as string);
      case 'boolean':
        return value === true ? 1 : 0;
      case 'integer': {
        const number = Number(value);
        return Number.isSafeInteger(number) ? number + 0 : this.#pooled(value);
      }
      case 'window':
        return this.#windowPart(value as readonly Value[]);
      case 'pooled':
        return this.#pooled(value);
    }
  }

  valueOf(part: number): Value {
    if (part === NULL_PART) return null;
    if (part % 1 === POOLED) return this.pool.valueOf(part - POOLED);
    switch (this.form) {
      case 'text':
        return must(this.strings, 'a text column has texts').textOf(part);
      case 'boolean':
        return part === 1;
      case 'window':
        return [BigInt(part), BigInt(part + must(this.windowMicros, 'a window has its length'))];
      default:
        return this.#isBig ? BigInt(part) : part;
    }
  }

  /** Like `valueOf`, but quicker for many parts, and of no use once anything was added. */
  reader(): (part: number) => Value {
    if (this.strings === null) return (part) => this.valueOf(part);
    const textOf = textsReader(this.strings);
    return (part) => (part === NULL_PART ? null : textOf(part));
  }

  /** The event time in microseconds of a whole part: a timestamp itself, a window's end. NaN for any other part. */
  eventTimeOf(part: number): number {
    if (part % 1 !== 0) return Number.NaN;
    return this.form === 'window' ? part + (this.windowMicros ?? 0) : part;
  }

  /** Makes room for that many groups. */
  resize(capacity: number): void {
    this.parts = resizedFloats(this.parts, capacity);
  }

  /** An empty column of the same type with a dictionary of its own. */
  empty(): KeyColumn {
    const made = new KeyColumn(this.type);
    made.windowMicros = this.windowMicros;
    return made;
  }

  /**
   * The first `size` parts as they are now, to be read later. The texts and values they stand for are shared: of those only others
   * are cut off later, and `clear` and a new table begin with others.
   */
  frozen(size: number): KeyColumn {
    const made = new KeyColumn(this.type, this.strings, this.ownsStrings);
    made.parts = resizedFloats(this.parts, size);
    made.windowMicros = this.windowMicros;
    made.#pool = this.#pool;
    return made;
  }

  /** Forgets the pooled values, and the texts where they are the column's own. */
  clear(): void {
    this.#pool = null;
    if (this.ownsStrings && this.strings instanceof StringPool) this.strings.clear();
  }

  /** How many texts and pooled values there are, for `truncate`. */
  get sizes(): KeySizes {
    return { texts: this.strings?.size ?? 0, pooled: this.#pool?.size ?? 0 };
  }

  /** Cuts off the texts and pooled values that were added since `sizes` were taken; only for a dictionary of its own. */
  truncate({ texts, pooled }: KeySizes): void {
    this.#pool?.truncate(pooled);
    if (this.ownsStrings && this.strings instanceof StringPool) this.strings.truncate(texts);
  }

  /** The values that parts with a fraction of 0.25 stand for. */
  get pool(): ValuePool {
    this.#pool ??= new ValuePool(this.type);
    return this.#pool;
  }

  get pooledSize(): number {
    return this.#pool?.size ?? 0;
  }

  /** The arrays, the pool and the column's own texts; a loop's dictionary is its scanner's. */
  get memoryBytes(): number {
    const texts = this.ownsStrings ? (this.strings?.memoryBytes ?? 0) : 0;
    return this.parts.byteLength + texts + (this.#pool?.memoryBytes ?? 0);
  }

  get #isBig(): boolean {
    return this.type.kind === 'bigint' || this.type.kind === 'timestamp';
  }

  #windowPart(value: readonly Value[]): number {
    const [start, end] = value;
    if (typeof start !== 'bigint' || typeof end !== 'bigint') return this.#pooled(value);
    const [first, last] = [Number(start), Number(end)];
    if (!Number.isSafeInteger(first) || !Number.isSafeInteger(last)) return this.#pooled(value);
    this.windowMicros ??= last - first;
    return last - first === this.windowMicros ? first : this.#pooled(value);
  }

  #pooled(value: Value): number {
    return this.pool.numberOf(value) + POOLED;
  }
}

export interface KeySizes {
  readonly texts: number;
  readonly pooled: number;
}

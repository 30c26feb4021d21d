import { must } from '../../base/assert.ts';
import { type KeyColumn, NULL_PART, POOLED } from './key-column.ts';
import type { StringCodes } from './string-codes.ts';
import { StringPool, TOGETHER } from './string-pool.ts';

/** Says what the parts of one column are in another column of the same type, and remembers it. */
export interface PartMap {
  /**
   * @param groups the first `count` of these groups of the source, `TOGETHER` at most
   * @param parts where the parts are put
   */
  map(groups: Int32Array, count: number, parts: Float64Array): void;
}

export function partMap(source: KeyColumn, target: KeyColumn): PartMap {
  if (source.form !== 'text') return new ValueMap(source, target);
  const [from, to] = [must(source.strings, 'a text column'), must(target.strings, 'a text column')];
  if (from === to) return new ValueMap(source, target);
  if (from instanceof StringPool && to instanceof StringPool) return new PoolMap(source, from, to);
  return new CodeMap(source, from, to);
}

/** Parts that mean the same everywhere, and values of a pool. */
class ValueMap implements PartMap {
  readonly #source: KeyColumn;
  readonly #target: KeyColumn;
  /** Whether a whole part of a window stands for another window in the target. */
  readonly #isOther: boolean;
  /** By number in the source's pool. */
  readonly #pooled: number[] = [];

  constructor(source: KeyColumn, target: KeyColumn) {
    this.#source = source;
    this.#target = target;
    target.windowMicros ??= source.windowMicros;
    this.#isOther = source.windowMicros !== null && source.windowMicros !== target.windowMicros;
  }

  map(groups: Int32Array, count: number, parts: Float64Array): void {
    const own = this.#source.parts;
    for (let i = 0; i < count; i++) {
      const part = own[groups[i] as number] as number;
      parts[i] = Number.isInteger(part) && !this.#isOther ? part : this.#mapped(part);
    }
  }

  #mapped(part: number): number {
    if (part === NULL_PART) return part;
    if (Number.isInteger(part)) return this.#target.partOf(this.#source.valueOf(part));
    const number = part - POOLED;
    while (this.#pooled.length <= number) {
      this.#pooled.push(this.#target.partOf(this.#source.pool.valueOf(this.#pooled.length)));
    }
    return this.#pooled[number] as number;
  }
}

/** Codes of one pool in another. */
class PoolMap implements PartMap {
  readonly #column: KeyColumn;
  readonly #source: StringPool;
  readonly #target: StringPool;
  /** By code of the source, the target's code + 1; 0 where it was not asked yet. */
  readonly #known: Int32Array;
  readonly #asked = new Int32Array(TOGETHER);
  readonly #codes = new Int32Array(TOGETHER);

  constructor(column: KeyColumn, source: StringPool, target: StringPool) {
    this.#column = column;
    this.#source = source;
    this.#target = target;
    this.#known = new Int32Array(source.size);
  }

  map(groups: Int32Array, count: number, parts: Float64Array): void {
    const own = this.#column.parts;
    const known = this.#known;
    let asked = 0;
    for (let i = 0; i < count; i++) {
      const part = own[groups[i] as number] as number;
      if (part !== NULL_PART && known[part] === 0) this.#asked[asked++] = part;
    }
    this.#target.codesOf(this.#source, this.#asked, asked, this.#codes);
    for (let i = 0; i < asked; i++) known[this.#asked[i] as number] = (this.#codes[i] as number) + 1;
    for (let i = 0; i < count; i++) {
      const part = own[groups[i] as number] as number;
      parts[i] = part === NULL_PART ? part : (known[part] as number) - 1;
    }
  }
}

/** Codes of any dictionary in another. */
class CodeMap implements PartMap {
  readonly #column: KeyColumn;
  readonly #source: StringCodes;
  readonly #target: StringCodes;
  readonly #known: Int32Array;

  constructor(column: KeyColumn, source: StringCodes, target: StringCodes) {
    this.#column = column;
    this.#source = source;
    this.#target = target;
    this.#known = new Int32Array(source.size);
  }

  map(groups: Int32Array, count: number, parts: Float64Array): void {
    const own = this.#column.parts;
    for (let i = 0; i < count; i++) {
      const part = own[groups[i] as number] as number;
      parts[i] = part === NULL_PART ? part : this.#codeOf(part);
    }
  }

  #codeOf(code: number): number {
    const known = this.#known[code] as number;
    if (known !== 0) return known - 1;
    const mapped = this.#add(code);
    this.#known[code] = mapped + 1;
    return mapped;
  }

  #add(code: number): number {
    if (!(this.#target instanceof StringPool)) return this.#target.codeOfText(this.#source.textOf(code));
    return this.#target.codeOfBytes(this.#source.bytesOf(code));
  }
}

import { utf8FaultEnd } from '../../types/json/utf8-fault.ts';

export interface DictionaryLimits {
  /** Distinct strings that are kept; those that come later take the general path. */
  readonly strings: number;
  /** Bytes of all strings together. */
  readonly bytes: number;
  /** Bytes of one string: a longer one is hardly a category. */
  readonly bytesOfOne: number;
}

const LIMITS: DictionaryLimits = { strings: 262_144, bytes: 16 * 1024 * 1024, bytesOfOne: 1024 };

const INITIAL_SLOTS = 256;

/**
 * Gives each distinct string of a column a small number, its code, and makes the JavaScript string once a code. Strings are
 * looked up by their bytes. Byte sequences that mean the same text (characters written longer than they have to be) have the
 * same code.
 */
export class StringDictionary {
  /** The text of each code. */
  readonly texts: string[] = [];
  readonly #decode: (bytes: Uint8Array) => string;
  readonly #codeOfText = new Map<string, number>();
  /** Entry number + 1 by hash; 0 where free. Open addressing, at most half full. */
  #slots = new Int32Array(INITIAL_SLOTS);
  #mask = INITIAL_SLOTS - 1;
  #entries = 0;
  #hashes = new Int32Array(INITIAL_SLOTS);
  #codes = new Int32Array(INITIAL_SLOTS);
  /** Where each entry's bytes begin; one more than there are entries. */
  #starts = new Int32Array(INITIAL_SLOTS + 1);
  #pool = new Uint8Array(4096);

  readonly #limits: DictionaryLimits;

  /** @param decode bytes of UTF-8 to text, in the reader's own way */
  constructor(decode: (bytes: Uint8Array) => string, limits = LIMITS) {
    this.#decode = decode;
    this.#limits = limits;
  }

  /**
   * The code of the string `bytes[from, to)`; -1 when it is new and the dictionary is full, or it is not UTF-8. A quote stands
   * at `to`.
   *
   * @param hash any number made of nothing but the bytes
   */
  codeOf(bytes: Uint8Array, from: number, to: number, hash: number): number {
    const length = to - from;
    let at = (hash ^ (hash >>> 15)) & this.#mask;
    for (let found = this.#slots[at] as number; found !== 0; found = this.#slots[at] as number) {
      if (this.#hashes[found - 1] === hash) {
        const start = this.#starts[found - 1] as number;
        if ((this.#starts[found] as number) - start === length) {
          let i = 0;
          while (i < length && this.#pool[start + i] === bytes[from + i]) i++;
          if (i === length) return this.#codes[found - 1] as number;
        }
      }
      at = (at + 1) & this.#mask;
    }
    return this.#add(bytes, from, to, hash, at);
  }

  #add(bytes: Uint8Array, from: number, to: number, hash: number, at: number): number {
    const length = to - from;
    const start = this.#starts[this.#entries] as number;
    const { strings, bytes: bytesMax, bytesOfOne } = this.#limits;
    if (this.#entries >= strings || length > bytesOfOne || start + length > bytesMax) return -1;
    if (utf8FaultEnd(bytes, from, to) !== -1) return -1;
    const text = this.#decode(bytes.subarray(from, to));
    let code = this.#codeOfText.get(text);
    if (code === undefined) {
      code = this.texts.length;
      this.texts.push(text);
      this.#codeOfText.set(text, code);
    }
    if (start + length > this.#pool.length) {
      const grown = new Uint8Array(Math.max(this.#pool.length * 2, start + length));
      grown.set(this.#pool);
      this.#pool = grown;
    }
    this.#pool.set(bytes.subarray(from, to), start);
    this.#hashes[this.#entries] = hash;
    this.#codes[this.#entries] = code;
    this.#entries++;
    this.#starts[this.#entries] = start + length;
    this.#slots[at] = this.#entries;
    if (this.#entries * 2 > this.#mask) this.#grow();
    return code;
  }

  #grow(): void {
    const size = (this.#mask + 1) * 2;
    this.#mask = size - 1;
    this.#slots = new Int32Array(size);
    this.#hashes = enlarged(this.#hashes, size);
    this.#codes = enlarged(this.#codes, size);
    this.#starts = enlarged(this.#starts, size + 1);
    for (let entry = 0; entry < this.#entries; entry++) {
      const hash = this.#hashes[entry] as number;
      let at = (hash ^ (hash >>> 15)) & this.#mask;
      while (this.#slots[at] !== 0) at = (at + 1) & this.#mask;
      this.#slots[at] = entry + 1;
    }
  }
}

function enlarged(array: Int32Array, length: number): Int32Array<ArrayBuffer> {
  const grown = new Int32Array(length);
  grown.set(array);
  return grown;
}

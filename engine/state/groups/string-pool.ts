import { assert } from '../../base/assert.ts';
import { grownLength, resizedBytes, resizedOffsets } from './growth.ts';
import { hashBytes } from './hash-bytes.ts';
import type { PackedTexts, StringCodes } from './string-codes.ts';
import { bytesOfText, decodeTexts, textOfBytes } from './text-bytes.ts';
import { TextPacker } from './text-packer.ts';

const INITIAL_SLOTS = 256;
const INITIAL_BYTES = 4096;
/** Codes whose text is kept once it was asked for. */
const KEPT_TEXTS = 65_536;
/** Texts that are hashed in one step. */
const STEP_TEXTS = 1 << 14;
const SCRATCH_BYTES = 256;
/** Texts that `codesOf` takes at most. */
export const TOGETHER = 256;
/** What an emptied pool may keep. */
const KEPT_BYTES = 1 << 18;
const KEPT_CODES = 1 << 14;
/** What offsets of 32 bits reach. */
const BYTES_MAX = 0xffffffff;

/**
 * The usual `StringCodes`: all texts as bytes, one after another in one array, found by open addressing. A text takes its bytes
 * and some 24 more, and is no JavaScript string before somebody asks for it.
 */
export class StringPool implements StringCodes {
  size = 0;
  epoch = 0;
  /** Text `code` is `bytes[starts[code], starts[code + 1])`; both arrays are replaced when they grow. */
  bytes: Uint8Array<ArrayBuffer>;
  starts: Uint32Array<ArrayBuffer>;
  /** By slot two numbers: the text's hash and its code + 1, 0 where free; linear probing. */
  #slots = new Int32Array(0);
  #mask = -1;
  #texts: string[] = [];
  /** Of the texts that came packed, as long as they have no slots. */
  #packedHashes: Int32Array | null;
  readonly #hashes = new Int32Array(TOGETHER);
  /** Where slots are read to, and left. */
  readonly #read = new Int32Array(TOGETHER);
  readonly #scratch = new Uint8Array(SCRATCH_BYTES);

  constructor(packed: PackedTexts | null = null) {
    this.bytes = packed?.bytes ?? new Uint8Array(INITIAL_BYTES);
    this.starts = packed?.starts ?? new Uint32Array(INITIAL_SLOTS / 2);
    this.size = packed === null ? 0 : packed.starts.length - 1;
    this.#packedHashes = packed?.hashes ?? null;
  }

  /**
   * The code of the text `bytes[from, to)`, which is well-formed UTF-8 and is added when it is new.
   *
   * @param hash `hashBytes` of it
   */
  codeOf(bytes: Uint8Array, from: number, to: number, hash: number): number {
    if (this.#mask < 0) this.#index(this.size);
    const slots = this.#slots;
    const mask = this.#mask;
    const pool = this.bytes;
    const starts = this.starts;
    const length = to - from;
    let at = hash & mask;
    for (let found = slots[at * 2 + 1] as number; found !== 0; found = slots[at * 2 + 1] as number) {
      if (slots[at * 2] === hash) {
        const start = starts[found - 1] as number;
        if ((starts[found] as number) - start === length) {
          let i = 0;
          while (i < length && pool[start + i] === bytes[from + i]) i++;
          if (i === length) return found - 1;
        }
      }
      at = (at + 1) & mask;
    }
    return this.#add(bytes, from, to, hash, at);
  }

  /**
   * The codes of many texts at once, which are added where they are new.
   *
   * @param texts the first `count` of these codes of `source`
   * @param codes where the codes are put
   */
  codesOf(source: StringPool, texts: Int32Array, count: number, codes: Int32Array): void {
    if (this.#mask < 0) this.#index(this.size);
    const { bytes, starts } = source;
    const known = source.#packedHashes;
    const hashes = this.#hashes;
    for (let i = 0; i < count; i++) {
      const text = texts[i] as number;
      hashes[i] =
        known === null ? hashBytes(bytes, starts[text] as number, starts[text + 1] as number) : (known[text] as number);
    }
    this.#readAhead(hashes, count, codes);
    for (let i = 0; i < count; i++) {
      const text = texts[i] as number;
      codes[i] = this.codeOf(bytes, starts[text] as number, starts[text + 1] as number, hashes[i] as number);
    }
  }

  /**
   * Reads what looking up these hashes will mostly need: first all slots, then the places of all texts, then the texts, so that the
   * processor waits for each kind together.
   *
   * @param found where what was read is put, which is of no further use
   */
  #readAhead(hashes: Int32Array, count: number, found: Int32Array): void {
    const slots = this.#slots;
    const mask = this.#mask;
    for (let i = 0; i < count; i++) found[i] = slots[((hashes[i] as number) & mask) * 2 + 1] as number;
    for (let i = 0; i < count; i++) {
      const entry = found[i] as number;
      if (entry !== 0) found[i] = this.starts[entry - 1] as number;
    }
    for (let i = 0; i < count; i++) found[i] = this.bytes[(found[i] as number) >>> 0] as number;
  }

  /**
   * The codes of the first `count` texts of a list, which are added where they are new.
   *
   * @param starts text `i` is `bytes[starts[i], starts[i + 1])`, as of `bytesOfText`
   * @param codes where the codes are put
   */
  codesOfTexts(bytes: Uint8Array, starts: Uint32Array, count: number, codes: Int32Array): void {
    if (this.#mask < 0) this.#index(this.size);
    const hashes = this.#hashes;
    for (let from = 0; from < count; from += TOGETHER) {
      const some = Math.min(TOGETHER, count - from);
      const into = codes.subarray(from, from + some);
      for (let i = 0; i < some; i++) {
        hashes[i] = hashBytes(bytes, starts[from + i] as number, starts[from + i + 1] as number);
      }
      this.#readAhead(hashes, some, into);
      for (let i = 0; i < some; i++) {
        const [start, end] = [starts[from + i] as number, starts[from + i + 1] as number];
        into[i] = this.codeOf(bytes, start, end, hashes[i] as number);
      }
    }
  }

  /**
   * Adds texts that are known to be new and each another one, in their order; they are hashed when one is searched for. Returns the
   * code of the first.
   */
  append(bytes: Uint8Array, starts: Uint32Array): number {
    const first = this.size;
    const count = starts.length - 1;
    const [from, to] = [starts[0] as number, starts[count] as number];
    const start = this.starts[first] as number;
    const end = start + to - from;
    assert(end <= BYTES_MAX, 'the texts of one column stay below 4 GB');
    if (end > this.bytes.length) this.bytes = resizedBytes(this.bytes, grownLength(this.bytes.length, end));
    this.reserve(first + count);
    this.bytes.set(bytes.subarray(from, to), start);
    for (let i = 1; i <= count; i++) this.starts[first + i] = start + (starts[i] as number) - from;
    this.size = first + count;
    this.#slots = new Int32Array(0);
    this.#mask = -1;
    this.#packedHashes = null;
    return first;
  }

  /** Hashes the texts if that has not been done, in steps, between which nobody else uses the pool. */
  *indexing(): Generator<void> {
    if (this.#mask < 0) yield* this.#indexing(this.size);
  }

  /** Makes room for that many texts; their bytes are another matter. */
  reserve(texts: number): void {
    if (texts + 1 > this.starts.length) {
      this.starts = resizedOffsets(this.starts, grownLength(this.starts.length, texts + 1));
    }
  }

  codeOfText(text: string): number {
    const length = text.length;
    const scratch = this.#scratch;
    if (length <= SCRATCH_BYTES) {
      let i = 0;
      for (; i < length; i++) {
        const unit = text.charCodeAt(i);
        if (unit >= 0x80) break;
        scratch[i] = unit;
      }
      if (i === length) return this.codeOf(scratch, 0, length, hashBytes(scratch, 0, length));
    }
    return this.codeOfBytes(bytesOfText(text));
  }

  /** The code of a text that is all of `bytes`. */
  codeOfBytes(bytes: Uint8Array): number {
    return this.codeOf(bytes, 0, bytes.length, hashBytes(bytes, 0, bytes.length));
  }

  textOf(code: number): string {
    const kept = this.#texts[code];
    if (kept !== undefined) return kept;
    assert(code >= 0 && code < this.size, 'a code of the pool');
    const text = textOfBytes(this.bytes, this.starts[code] as number, this.starts[code + 1] as number);
    if (code < KEPT_TEXTS) {
      // Holes would make a dictionary of the array.
      while (this.#texts.length < code) this.#texts.push(this.#decoded(this.#texts.length));
      this.#texts[code] = text;
    }
    return text;
  }

  /** The texts of the codes `[from, to)`, decoded together. */
  textsOf(from: number, to: number): string[] {
    return decodeTexts(this.bytes, this.starts, from, to);
  }

  bytesOf(code: number): Uint8Array {
    return this.bytes.subarray(this.starts[code] as number, this.starts[code + 1] as number);
  }

  /** Cuts off the texts from `size` on, the last ones that were added. */
  truncate(size: number): void {
    if (size >= this.size) return;
    if (size === 0) {
      this.clear();
      return;
    }
    this.size = size;
    this.#texts.length = Math.min(this.#texts.length, size);
    this.#index(size);
    this.epoch++;
  }

  /** Forgets all texts; what was grown stays, up to a point. */
  clear(): void {
    this.size = 0;
    this.epoch++;
    this.#texts = [];
    this.#packedHashes = null;
    if (this.bytes.length > KEPT_BYTES) this.bytes = new Uint8Array(INITIAL_BYTES);
    if (this.starts.length > KEPT_CODES) this.starts = new Uint32Array(INITIAL_SLOTS / 2);
    if (this.#mask < KEPT_CODES) this.#slots.fill(0);
    else {
      this.#slots = new Int32Array(0);
      this.#mask = -1;
    }
  }

  pack(codes: Int32Array): PackedTexts {
    const { bytes, starts } = this;
    let length = 0;
    for (const code of codes) length += (starts[code + 1] as number) - (starts[code] as number);
    const packer = new TextPacker(codes.length, length);
    for (const code of codes) packer.add(bytes, starts[code] as number, starts[code + 1] as number);
    return packer.packed;
  }

  get memoryBytes(): number {
    // A kept text is a string of its own, of one byte a character and a header.
    const texts = this.#texts.length === 0 ? 0 : this.#texts.length * 24 + (this.starts[this.#texts.length] as number);
    const arrays = this.bytes.byteLength + this.starts.byteLength + this.#slots.byteLength;
    return arrays + texts + (this.#packedHashes?.byteLength ?? 0);
  }

  #decoded(code: number): string {
    return textOfBytes(this.bytes, this.starts[code] as number, this.starts[code + 1] as number);
  }

  #add(bytes: Uint8Array, from: number, to: number, hash: number, at: number): number {
    const code = this.size;
    const start = this.starts[code] as number;
    const end = start + to - from;
    assert(end <= BYTES_MAX, 'the texts of one column stay below 4 GB');
    if (end > this.bytes.length) this.bytes = resizedBytes(this.bytes, grownLength(this.bytes.length, end));
    const pool = this.bytes;
    for (let i = from, into = start; i < to; i++, into++) pool[into] = bytes[i] as number;
    if (code + 2 > this.starts.length) {
      this.starts = resizedOffsets(this.starts, grownLength(this.starts.length, code + 2));
    }
    this.size = code + 1;
    this.starts[this.size] = end;
    this.#slots[at * 2] = hash;
    this.#slots[at * 2 + 1] = this.size;
    if (this.size * 3 > (this.#mask + 1) * 2) this.#grow();
    return code;
  }

  /** Makes the slots anew for the first `size` texts. */
  #index(size: number): void {
    for (const _ of this.#indexing(size));
  }

  *#indexing(size: number): Generator<void> {
    let length = INITIAL_SLOTS;
    while (size * 3 > length * 2) length *= 2;
    this.#mask = length - 1;
    this.#slots = new Int32Array(length * 2);
    const known = this.#packedHashes;
    this.#packedHashes = null;
    for (let from = 0; from < size; from += TOGETHER) {
      this.#placeSome(known, from, Math.min(TOGETHER, size - from));
      if (from % STEP_TEXTS === 0) yield;
    }
  }

  /** Hashes texts and finds them slots; a loop of its own, which is compiled better than one within a generator. */
  #placeSome(known: Int32Array | null, from: number, count: number): void {
    const hashes = this.#hashes;
    const { bytes, starts } = this;
    for (let i = 0; i < count; i++) {
      const code = from + i;
      hashes[i] =
        known === null ? hashBytes(bytes, starts[code] as number, starts[code + 1] as number) : (known[code] as number);
    }
    const slots = this.#slots;
    const mask = this.#mask;
    const read = this.#read;
    // Reading all the slots first lets the processor wait for them together.
    for (let i = 0; i < count; i++) read[i] = slots[((hashes[i] as number) & mask) * 2 + 1] as number;
    for (let i = 0; i < count; i++) this.#place(hashes[i] as number, from + i + 1);
  }

  #grow(): void {
    const old = this.#slots;
    this.#mask = (this.#mask + 1) * 2 - 1;
    this.#slots = new Int32Array((this.#mask + 1) * 2);
    for (let i = 0; i < old.length; i += 2) {
      const entry = old[i + 1] as number;
      if (entry !== 0) this.#place(old[i] as number, entry);
    }
  }

  #place(hash: number, entry: number): void {
    const slots = this.#slots;
    let at = hash & this.#mask;
    while (slots[at * 2 + 1] !== 0) at = (at + 1) & this.#mask;
    slots[at * 2] = hash;
    slots[at * 2 + 1] = entry;
  }
}

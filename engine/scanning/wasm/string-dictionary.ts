import { assert } from '../../base/assert.ts';
import type { PackedTexts, StringCodes } from '../../state/groups/string-codes.ts';
import { bytesOfText, textOfBytes } from '../../state/groups/text-bytes.ts';
import { TextPacker } from '../../state/groups/text-packer.ts';
import type { WasmCallable } from '../../wasm/web-assembly.ts';
import { VECTOR_ROWS } from '../scanner.ts';
import { DICTIONARY, ENTRY } from './memory-layout.ts';
import type { ScanMemory } from './scan-memory.ts';

const SLOT_BYTES = 8;
const FIRST_SLOTS = 4096;
const FIRST_ARENA = 16 * 1024;
const ARENA_MAX = 1024 * 1024;
/** Room behind the last entry, since entries are written 16 bytes at a time. */
const ARENA_SLACK = 32;
/** JavaScript texts of codes below this are kept. */
const TEXTS_KEPT = 16_384;
/** A dictionary with more entries than this is large. */
const LARGE_ENTRIES = 65_536;
const LARGE_BYTES = 4 * 1024 * 1024;

/** The functions of the generated code that work on a dictionary. */
export interface DictionaryCode {
  /** `(dictionary, start, length)`: the code of the bytes, which are added when they are new. */
  readonly intern: WasmCallable;
  /** `(slots, count, newSlots, newShift, newMask)`: enters all slots into a larger table. */
  readonly rehash: WasmCallable;
}

/**
 * The texts of one string column, in the scanner's memory. Generated code looks texts up and adds them; what needs room is done
 * here.
 */
export class StringDictionary implements StringCodes {
  readonly #memory: ScanMemory;
  readonly #at: number;
  readonly #code: () => DictionaryCode;
  readonly #scratch: number;
  #texts: (string | undefined)[] = [];
  #slotCount = 0;
  #entriesRoom = 0;
  #arenas: { readonly start: number; readonly bytes: number }[] = [];
  #epoch = 0;

  /**
   * @param at address of its words
   * @param scratch room for `VECTOR_ROWS` bytes of text on the way in
   */
  constructor(memory: ScanMemory, at: number, scratch: number, code: () => DictionaryCode) {
    this.#memory = memory;
    this.#at = at;
    this.#scratch = scratch;
    this.#code = code;
    this.#open();
  }

  get size(): number {
    return this.#word(DICTIONARY.size);
  }

  get epoch(): number {
    return this.#epoch;
  }

  get memoryBytes(): number {
    const arenas = this.#arenas.reduce((sum, { bytes }) => sum + bytes, 0);
    return this.#slotCount * SLOT_BYTES + this.#entriesRoom * 4 + arenas;
  }

  /** Whether so much is in it that it is worth forgetting. */
  get isLarge(): boolean {
    return this.size > LARGE_ENTRIES || this.#arenas.length * ARENA_MAX > LARGE_BYTES;
  }

  textOf(code: number): string {
    const known = this.#texts[code];
    if (known !== undefined) return known;
    const bytes = this.bytesOf(code);
    const text = textOfBytes(bytes, 0, bytes.length);
    if (code < TEXTS_KEPT) this.#texts[code] = text;
    return text;
  }

  bytesOf(code: number): Uint8Array {
    assert(code >= 0 && code < this.size, 'the code is one of the dictionary');
    const { words, bytes } = this.#memory;
    const entry = (words[(this.#word(DICTIONARY.entries) >>> 2) + code] as number) >>> 0;
    const start = entry + ENTRY.bytes;
    return bytes.subarray(start, start + (words[(entry + ENTRY.length) >>> 2] as number));
  }

  pack(codes: Int32Array): PackedTexts {
    const { words, bytes } = this.#memory;
    const entries = this.#word(DICTIONARY.entries) >>> 2;
    let length = 0;
    for (const code of codes) {
      length += words[((words[entries + code] as number) >>> 2) + (ENTRY.length >> 2)] as number;
    }
    const packer = new TextPacker(codes.length, length);
    for (const code of codes) {
      const entry = (words[entries + code] as number) >>> 0;
      const start = entry + ENTRY.bytes;
      packer.add(bytes, start, start + (words[(entry + ENTRY.length) >>> 2] as number));
    }
    return packer.packed;
  }

  codeOfText(text: string): number {
    const encoded = bytesOfText(text);
    const start = encoded.length <= VECTOR_ROWS ? this.#scratch : this.#memory.take(encoded.length + ARENA_SLACK);
    this.#memory.bytes.set(encoded, start);
    this.reserve(encoded.length + 1);
    const code = this.#code().intern(this.#at, start, encoded.length);
    if (start !== this.#scratch) this.#memory.give(start, encoded.length + ARENA_SLACK);
    return code;
  }

  /** Makes room for the strings of one more vector, which have so many bytes together. */
  reserve(textBytes: number): void {
    while (this.size + VECTOR_ROWS > this.#word(DICTIONARY.limit)) this.#enlarge();
    const needed = textBytes + VECTOR_ROWS * (ENTRY.bytes + 4) + ARENA_SLACK;
    const room = this.#word(DICTIONARY.arenaEnd) - this.#word(DICTIONARY.arenaAt);
    if (room < needed) this.#addArena(needed);
  }

  /** Forgets all texts; their codes are void. */
  clear(): void {
    const memory = this.#memory;
    memory.give(this.#word(DICTIONARY.slots), this.#slotCount * SLOT_BYTES);
    memory.give(this.#word(DICTIONARY.entries), this.#entriesRoom * 4);
    for (const { start, bytes } of this.#arenas) memory.give(start, bytes);
    this.#arenas = [];
    this.#texts = [];
    this.#epoch++;
    this.#open();
  }

  #open(): void {
    const memory = this.#memory;
    this.#slotCount = FIRST_SLOTS;
    this.#entriesRoom = FIRST_SLOTS;
    const slots = memory.take(FIRST_SLOTS * SLOT_BYTES);
    memory.bytes.fill(0, slots, slots + FIRST_SLOTS * SLOT_BYTES);
    this.#setWord(DICTIONARY.size, 0);
    this.#setSlots(slots);
    this.#setWord(DICTIONARY.entries, memory.take(this.#entriesRoom * 4));
    this.#addArena(FIRST_ARENA);
  }

  #enlarge(): void {
    const memory = this.#memory;
    const [before, count] = [this.#word(DICTIONARY.slots), this.#slotCount];
    const slots = memory.take(count * 2 * SLOT_BYTES);
    const entries = memory.take(count * 2 * 4);
    memory.bytes.fill(0, slots, slots + count * 2 * SLOT_BYTES);
    this.#slotCount = count * 2;
    this.#setSlots(slots);
    this.#code().rehash(before, count, slots, this.#word(DICTIONARY.shift), this.#word(DICTIONARY.mask));
    memory.give(before, count * SLOT_BYTES);
    const old = this.#word(DICTIONARY.entries);
    memory.bytes.copyWithin(entries, old, old + this.#entriesRoom * 4);
    memory.give(old, this.#entriesRoom * 4);
    this.#entriesRoom = this.#slotCount;
    this.#setWord(DICTIONARY.entries, entries);
  }

  #setSlots(slots: number): void {
    this.#setWord(DICTIONARY.slots, slots);
    this.#setWord(DICTIONARY.mask, this.#slotCount - 1);
    this.#setWord(DICTIONARY.shift, 32 - Math.log2(this.#slotCount));
    this.#setWord(DICTIONARY.limit, Math.floor(this.#slotCount * 0.75));
  }

  #addArena(needed: number): void {
    const last = this.#arenas[this.#arenas.length - 1]?.bytes ?? FIRST_ARENA / 2;
    const bytes = Math.max(needed, Math.min(last * 2, ARENA_MAX));
    const start = this.#memory.take(bytes);
    this.#arenas.push({ start, bytes });
    this.#setWord(DICTIONARY.arenaAt, start);
    this.#setWord(DICTIONARY.arenaEnd, start + bytes);
  }

  #word(at: number): number {
    return (this.#memory.words[(this.#at + at) >> 2] as number) >>> 0;
  }

  #setWord(at: number, value: number): void {
    this.#memory.words[(this.#at + at) >> 2] = value;
  }
}

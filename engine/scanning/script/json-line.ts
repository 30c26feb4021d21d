import { BLOCK_BYTES } from '../scanner.ts';
import { hasEscape, passBlanks, passColon, passName, passValue, passWord, stringEnd } from './json-pass.ts';
import { unescapeJson } from './json-unescape.ts';
import { integerOf, numberEnd } from './number-text.ts';
import type { LineReader } from './script-scanner.ts';
import type { ScriptVector } from './script-vector.ts';
import { numberOfText, type TextReading } from './value-text.ts';

const QUOTE = 0x22;
const COMMA = 0x2c;
const BACKSLASH = 0x5c;
const CLOSE = 0x7d;
const LF = 0x0a;
const CR = 0x0d;
/** Seconds whose microseconds are a safe integer. */
const EXACT_SECONDS_MAX = 9_000_000_000;

/** Reads the value at `at` into a row; where it ends, or -1 where that is not certain. */
type ValueReader = (bytes: Uint8Array, at: number, row: number) => number;

interface JsonColumn {
  /** Its name in quotes, as records write it. */
  readonly name: Uint8Array;
  readonly vector: ScriptVector;
  readonly read: ValueReader;
}

/**
 * Reads lines that are one object of strict JSON (semantics 2.1, 2.2). A field that comes twice, a name with an escape and a value
 * of another kind than its column are not certain.
 */
export class JsonLineReader implements LineReader {
  readonly #vectors: readonly ScriptVector[];
  readonly #columns: readonly JsonColumn[];
  /** Which of the columns the record has had. */
  readonly #isSeen: Uint8Array;
  /** The column that is likely to come next: most records have their fields in one order. */
  #guess = 0;

  /** @param vectors of the columns that records have */
  constructor(vectors: readonly ScriptVector[], reading: TextReading) {
    this.#vectors = vectors;
    const text = new JsonText();
    this.#columns = vectors.flatMap((vector): JsonColumn[] => {
      const name = plainName(vector.plan.name);
      return name === null ? [] : [{ name, vector, read: valueReader(vector, reading, text) }];
    });
    this.#isSeen = new Uint8Array(this.#columns.length);
  }

  read(bytes: Uint8Array, from: number, row: number): number {
    for (const vector of this.#vectors) vector.setNull(row);
    this.#isSeen.fill(0);
    let at = passBlanks(bytes, from);
    if (bytes[at] !== 0x7b) return -1;
    at = passBlanks(bytes, at + 1);
    if (bytes[at] === CLOSE) return afterRecord(bytes, at + 1);
    for (;;) {
      if (bytes[at] !== QUOTE) return -1;
      at = this.#readField(bytes, at, row);
      if (at === -1) return -1;
      at = passBlanks(bytes, at);
      if (bytes[at] === CLOSE) return afterRecord(bytes, at + 1);
      if (bytes[at] !== COMMA) return -1;
      at = passBlanks(bytes, at + 1);
    }
  }

  #readField(bytes: Uint8Array, from: number, row: number): number {
    const index = this.#columnAt(bytes, from);
    const column = this.#columns[index];
    if (column === undefined) {
      const value = passName(bytes, from);
      return value === -1 ? -1 : passValue(bytes, value);
    }
    if (this.#isSeen[index] === 1) return -1;
    this.#isSeen[index] = 1;
    this.#guess = index + 1 === this.#columns.length ? 0 : index + 1;
    const at = passColon(bytes, from + column.name.length);
    if (at === -1) return -1;
    return bytes[at] === 0x6e ? passWord(bytes, at, 'null') : column.read(bytes, at, row);
  }

  /** The column whose name stands at `at`; -1 for none. */
  #columnAt(bytes: Uint8Array, at: number): number {
    const count = this.#columns.length;
    for (let i = 0; i < count; i++) {
      const index = this.#guess + i < count ? this.#guess + i : this.#guess + i - count;
      const name = this.#columns[index]?.name as Uint8Array;
      let length = 0;
      while (length < name.length && bytes[at + length] === name[length]) length++;
      if (length === name.length) return index;
    }
    return -1;
  }
}

/** Behind the line that ends at `from`, blanks and a carriage return aside. */
function afterRecord(bytes: Uint8Array, from: number): number {
  const at = passBlanks(bytes, from);
  if (bytes[at] === LF) return at + 1;
  return bytes[at] === CR && bytes[at + 1] === LF ? at + 2 : -1;
}

/** A name in quotes as it stands in a record; null for one that records can only write with escapes. */
function plainName(name: string): Uint8Array | null {
  for (let i = 0; i < name.length; i++) {
    const unit = name.charCodeAt(i);
    if (unit < 0x20 || unit === QUOTE || unit === BACKSLASH) return null;
  }
  return new TextEncoder().encode(`"${name}"`);
}

/** The last string's meaning: `bytes[from, to)`. */
class JsonText {
  readonly #scratch = new Uint8Array(BLOCK_BYTES);
  bytes: Uint8Array = this.#scratch;
  from = 0;
  to = 0;

  /** Reads the string that opens at `at`; where it ends, or -1. */
  read(bytes: Uint8Array, at: number): number {
    if (bytes[at] !== QUOTE) return -1;
    const close = stringEnd(bytes, at);
    if (close === -1) return -1;
    this.bytes = bytes;
    this.from = at + 1;
    this.to = close;
    if (!hasEscape(bytes, at, close)) return close + 1;
    const length = unescapeJson(bytes, at + 1, close, this.#scratch);
    this.bytes = this.#scratch;
    this.from = 0;
    this.to = length;
    return length === -1 ? -1 : close + 1;
  }
}

function valueReader(vector: ScriptVector, reading: TextReading, text: JsonText): ValueReader {
  const { type } = vector.plan;
  const numberOf = numberOfText(type, reading);
  const readText: ValueReader = (bytes, at, row) => {
    const end = text.read(bytes, at);
    if (end === -1) return -1;
    const value = numberOf(text.bytes, text.from, text.to);
    if (Number.isNaN(value)) return -1;
    vector.setNumber(row, value);
    return end;
  };
  switch (type.kind) {
    case 'string':
      return (bytes, at, row) => {
        const end = text.read(bytes, at);
        if (end !== -1) vector.setText(row, text.bytes, text.from, text.to);
        return end;
      };
    case 'boolean':
      return (bytes, at, row) => {
        const isTrue = bytes[at] === 0x74;
        vector.setNumber(row, isTrue ? 1 : 0);
        return passWord(bytes, at, isTrue ? 'true' : 'false');
      };
    case 'timestamp':
      return (bytes, at, row) => {
        if (bytes[at] === QUOTE) return readText(bytes, at, row);
        const end = numberEnd(bytes, at);
        const seconds = end === -1 ? Number.NaN : integerOf(bytes, at, end);
        if (!(Math.abs(seconds) <= EXACT_SECONDS_MAX)) return -1;
        vector.setNumber(row, seconds * 1_000_000);
        return end;
      };
    case 'date':
      return readText;
    default:
      return (bytes, at, row) => {
        const end = numberEnd(bytes, at);
        const value = end === -1 ? Number.NaN : numberOf(bytes, at, end);
        if (Number.isNaN(value)) return -1;
        vector.setNumber(row, value);
        return end;
      };
  }
}

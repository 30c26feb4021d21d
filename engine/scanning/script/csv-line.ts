import type { CsvOptions } from '../../sources/file/reader-options.ts';
import { BLOCK_BYTES } from '../scanner.ts';
import type { LineReader } from './script-scanner.ts';
import type { ScriptVector } from './script-vector.ts';
import { startsWithMark } from './text-line.ts';
import { isUtf8 } from './utf8.ts';
import { numberOfText, type TextReading } from './value-text.ts';

const LF = 0x0a;
const CR = 0x0d;
const SPACE = 0x20;
/** Of a sign that is switched off. */
const NONE = -1;

/** Puts the text `bytes[from, to)` into a row; false where its value is not certain. */
type FieldReader = (bytes: Uint8Array, from: number, to: number, row: number) => boolean;

interface CsvField {
  readonly vector: ScriptVector;
  readonly read: FieldReader;
}

/**
 * Reads lines of CSV that are one record (semantics 2.5). Blank lines and comments, which are none, quotes that anything but a
 * separator follows and records of another number of fields are not certain.
 */
export class CsvLineReader implements LineReader {
  readonly #separator: Uint8Array;
  readonly #quote: number;
  readonly #escape: number;
  /** Whether the escape stands for a quote and for itself before these; a sign of its own for that takes more rules. */
  readonly #isPlainEscape: boolean;
  readonly #escapeEscape: number;
  readonly #comment: number;
  readonly #options: CsvOptions;
  readonly #emptyValue: Uint8Array;
  readonly #nullValue: Uint8Array;
  readonly #charsMax: number;
  /** By place in the record, up to the last field that is read. */
  readonly #fields: readonly (CsvField | null)[];
  /** Whether all fields of a record are read, so that their number counts. */
  readonly #isWhole: boolean;
  readonly #scratch = new Uint8Array(BLOCK_BYTES);
  /** The field read last. */
  #bytes: Uint8Array = this.#scratch;
  #from = 0;
  #to = 0;

  /** @param fields the fields of a record: the vectors of those that are read, else null */
  constructor(fields: readonly (ScriptVector | null)[], options: CsvOptions, reading: TextReading) {
    const encoder = new TextEncoder();
    this.#options = options;
    this.#separator = encoder.encode(options.separator);
    this.#quote = signOf(options.quote);
    this.#escape = signOf(options.escape);
    this.#isPlainEscape = options.escapeEscape === null;
    this.#escapeEscape = signOf(options.escapeEscape ?? '');
    this.#comment = signOf(options.comment);
    this.#emptyValue = encoder.encode(options.emptyValue);
    this.#nullValue = encoder.encode(options.nullValue);
    this.#charsMax = options.maxCharsPerColumn === -1 ? BLOCK_BYTES : options.maxCharsPerColumn;
    this.#isWhole = !fields.includes(null);
    let last = fields.length;
    while (last > 0 && fields[last - 1] === null) last--;
    this.#fields = fields
      .slice(0, last)
      .map((vector) => (vector === null ? null : { vector, read: fieldReader(vector, reading) }));
  }

  read(bytes: Uint8Array, from: number, row: number): number {
    if (startsWithMark(bytes, from) || bytes[from] === this.#comment || isBlank(bytes, from)) return -1;
    let at = from;
    for (let place = 0; place < this.#fields.length; place++) {
      if (place > 0) {
        if (!this.#separatesAt(bytes, at)) return -1;
        at += this.#separator.length;
      }
      at = this.#readField(bytes, at, row, this.#fields[place] ?? null);
      if (at === -1) return -1;
    }
    return this.#isWhole ? lineEnd(bytes, at) : this.#passRest(bytes, at);
  }

  /** Behind the rest of a line whose next fields nobody needs; -1 where there may be too many of them. */
  #passRest(bytes: Uint8Array, from: number): number {
    let at = from;
    while (bytes[at] !== LF && bytes[at] !== CR) at++;
    const fieldsMax = this.#fields.length + (at - from) / this.#separator.length + 1;
    return fieldsMax > this.#options.maxColumns ? -1 : lineEnd(bytes, at);
  }

  /** Reads the field at `from`; where it ends, at a separator or the line's end, or -1. */
  #readField(bytes: Uint8Array, from: number, row: number, field: CsvField | null): number {
    let at = from;
    if (this.#options.ignoreLeadingWhiteSpace) {
      while (isSpace(bytes[at] as number) && !this.#separatesAt(bytes, at)) at++;
    }
    if (bytes[at] === this.#quote) return this.#readQuoted(bytes, at + 1, row, field);
    const start = at;
    while (bytes[at] !== LF && bytes[at] !== CR && !this.#separatesAt(bytes, at)) at++;
    if (field === null) return at;
    this.#bytes = bytes;
    this.#from = start;
    this.#to = at;
    if (this.#options.ignoreTrailingWhiteSpace) {
      while (this.#to > start && (bytes[this.#to - 1] as number) <= SPACE) this.#to--;
    }
    if (this.#to === start) {
      field.vector.setNull(row);
      return at;
    }
    return this.#take(row, field) ? at : -1;
  }

  /** The same for a field inside quotes; `from` is behind the opening one. */
  #readQuoted(bytes: Uint8Array, from: number, row: number, field: CsvField | null): number {
    const scratch = this.#scratch;
    let length = 0;
    let at = from;
    for (;;) {
      const byte = bytes[at] as number;
      const next = bytes[at + 1] as number;
      if (byte === LF || byte === CR) return -1;
      if (byte === this.#escape && (byte !== this.#quote || next === this.#quote)) {
        if (!this.#isPlainEscape || (next !== this.#quote && next !== this.#escape)) return -1;
        scratch[length++] = next;
        at += 2;
        continue;
      }
      if (byte === this.#quote) break;
      if (byte === this.#escapeEscape) return -1;
      scratch[length++] = byte;
      at++;
    }
    at++;
    if (bytes[at] !== LF && bytes[at] !== CR && !this.#separatesAt(bytes, at)) return -1;
    if (field === null) return at;
    // What reads a number looks at the byte behind it.
    scratch[length] = 0;
    this.#bytes = length === 0 ? this.#emptyValue : scratch;
    this.#from = 0;
    this.#to = length === 0 ? this.#emptyValue.length : length;
    return this.#take(row, field) ? at : -1;
  }

  /** Gives the row the value of the field read last. */
  #take(row: number, { vector, read }: CsvField): boolean {
    const bytes = this.#bytes;
    const from = this.#from;
    const to = this.#to;
    if (this.#isNullValue(bytes, from, to)) {
      vector.setNull(row);
      return true;
    }
    // There are never more characters than bytes.
    return to - from <= this.#charsMax && read(bytes, from, to, row);
  }

  #isNullValue(bytes: Uint8Array, from: number, to: number): boolean {
    const wanted = this.#nullValue;
    if (to - from !== wanted.length) return false;
    for (let i = 0; i < wanted.length; i++) if (bytes[from + i] !== wanted[i]) return false;
    return true;
  }

  #separatesAt(bytes: Uint8Array, at: number): boolean {
    const separator = this.#separator;
    if (bytes[at] !== separator[0]) return false;
    for (let i = 1; i < separator.length; i++) if (bytes[at + i] !== separator[i]) return false;
    return true;
  }
}

/** The byte of a sign, which is ASCII. */
function signOf(sign: string): number {
  return sign === '' ? NONE : sign.charCodeAt(0);
}

/** White space within a line. */
function isSpace(byte: number): boolean {
  return byte <= SPACE && byte !== LF && byte !== CR;
}

/** Whether nothing but white space stands in the line, which is then no record. */
function isBlank(bytes: Uint8Array, from: number): boolean {
  let at = from;
  while (isSpace(bytes[at] as number)) at++;
  return bytes[at] === LF || bytes[at] === CR;
}

/** Behind the line end at `at`; -1 where there is none, or a carriage return alone. */
function lineEnd(bytes: Uint8Array, at: number): number {
  if (bytes[at] === LF) return at + 1;
  return bytes[at] === CR && bytes[at + 1] === LF ? at + 2 : -1;
}

function fieldReader(vector: ScriptVector, reading: TextReading): FieldReader {
  const { type } = vector.plan;
  if (type.kind === 'string') {
    return (bytes, from, to, row) => {
      if (!isUtf8(bytes, from, to)) return false;
      vector.setText(row, bytes, from, to);
      return true;
    };
  }
  const numberOf = numberOfText(type, reading);
  return (bytes, from, to, row) => {
    const value = numberOf(bytes, from, to);
    vector.setNumber(row, value);
    return !Number.isNaN(value);
  };
}

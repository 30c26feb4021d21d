import type { ByteText } from './byte-text.ts';
import { ESCAPES, resolveEscapes } from './json-escapes.ts';
import { type JsonLeniency, JsonSyntaxError } from './json-syntax.ts';
import { utf8FaultEnd } from './utf8-fault.ts';

const QUOTE = 0x22;
const APOSTROPHE = 0x27;
const BACKSLASH = 0x5c;
const MINUS = 0x2d;
const OBJECT = 1;
const ARRAY = 2;

const NO_BYTES = new Uint8Array(0);

const WORDS = ['NaN', 'Infinity', '+Infinity', '-Infinity', '+INF', '-INF'] as const;

/**
 * Walks over the bytes of one JSON text and checks its grammar on the way; it knows nothing of types. Nesting costs no
 * stack: `skipValue` is a loop, and only containers that a schema names are entered by recursion.
 *
 * After `readNumber`, `readString` and `skipValue` the position is just behind the value.
 */
export class JsonScanner {
  readonly #leniency: JsonLeniency;
  /** The kind of each open container, by depth. */
  readonly #kinds: Uint8Array;
  readonly #text: ByteText;
  #bytes: Uint8Array = NO_BYTES;
  #start = 0;
  #end = 0;
  #depth = 0;
  position = 0;
  /** Of the number read last: whether it is an integer token. */
  isInteger = false;
  /** Of the number read last: the word, when it is one of the non-numeric numbers. */
  word: string | null = null;

  constructor(leniency: JsonLeniency, text: ByteText) {
    this.#leniency = leniency;
    this.#text = text;
    this.#kinds = new Uint8Array(leniency.maxNestingDepth + 2);
  }

  /** Starts on the text `bytes[start, end)`. */
  reset(bytes: Uint8Array, start: number, end: number): void {
    this.#bytes = bytes;
    this.#start = start;
    this.#end = end;
    this.#depth = 0;
    this.position = start;
  }

  /** Lets go of the bytes, so that a large record is not kept until the next one. */
  release(): void {
    this.#bytes = NO_BYTES;
  }

  /** The byte at the position; -1 at the end. */
  peek(): number {
    return this.position < this.#end ? (this.#bytes[this.position] as number) : -1;
  }

  /** Passes over white space (and comments where they are allowed) and returns the next byte; -1 at the end. */
  next(): number {
    const bytes = this.#bytes;
    const end = this.#end;
    let at = this.position;
    while (at < end) {
      const byte = bytes[at] as number;
      if (byte > 0x20) {
        if (byte === 0x2f && this.#leniency.allowComments) {
          this.position = at;
          at = this.#afterComment();
          continue;
        }
        this.position = at;
        return byte;
      }
      if (byte !== 0x20 && byte !== 0x0a && byte !== 0x0d && byte !== 0x09) break;
      at++;
    }
    this.position = at;
    return at < end ? (bytes[at] as number) : -1;
  }

  /** Text of `[from, to)`; what is not UTF-8 becomes U+FFFD. */
  text(from: number, to: number): string {
    return this.#text.utf8(this.#bytes, from, to);
  }

  /** Whether the bytes `[from, to)` are `wanted`. */
  holds(from: number, to: number, wanted: Uint8Array): boolean {
    if (to - from !== wanted.length) return false;
    const bytes = this.#bytes;
    for (let i = 0; i < wanted.length; i++) if (bytes[from + i] !== wanted[i]) return false;
    return true;
  }

  enterObject(): void {
    this.#enter(OBJECT);
  }

  enterArray(): void {
    this.#enter(ARRAY);
  }

  /** Passes the bracket that closes the innermost container. */
  leave(): void {
    this.position++;
    this.#depth--;
  }

  /** Fails with what stands at the position. */
  unexpected(): never {
    const position = this.position - this.#start + 1;
    if (this.position >= this.#end) throw new JsonSyntaxError({ code: 'SRC-202', params: { position } });
    const found = JSON.stringify(this.text(this.position, Math.min(this.position + 4, this.#end)).slice(0, 1));
    throw new JsonSyntaxError({ code: 'SRC-201', params: { position, found } });
  }

  /**
   * Reads a string; the position is on its opening quote.
   *
   * @returns its meaning, with escapes resolved
   */
  readString(): string {
    return this.readText() ?? this.#notUtf8();
  }

  /**
   * The same, but null for a string that is not UTF-8. The position is then where Spark's parser goes on, which is mostly in the
   * middle of something that is no JSON, but not where only the last character was cut off.
   */
  readText(): string | null {
    const bytes = this.#bytes;
    const from = this.position + 1;
    const close = this.#closingQuote();
    const fault = this.#hasHigh ? utf8FaultEnd(bytes, from, close) : -1;
    if (fault !== -1) {
      this.position = fault;
      return null;
    }
    const text = this.#hasEscape
      ? resolveEscapes(bytes, from, close, this.#text)
      : this.#hasHigh
        ? this.#text.utf8(bytes, from, close)
        : this.#text.ascii(bytes, from, close);
    this.position = close + 1;
    return text;
  }

  #hasEscape = false;
  #hasHigh = false;
  /** Of the field name read last: its bytes, when they are the name itself. */
  nameFrom = 0;
  nameTo = 0;

  /**
   * Reads a field name and the colon behind it; the position is on the name's first byte. Afterwards
   * `[nameFrom, nameTo)` is the name as it stands.
   *
   * @returns the name where its bytes do not say it (escapes), else null
   */
  readName(): string | null {
    const first = this.peek();
    let name: string | null = null;
    if (this.isQuote(first)) {
      this.nameFrom = this.position + 1;
      this.nameTo = this.#closingQuote();
      this.#checkUtf8(this.nameFrom, this.nameTo);
      if (this.#hasEscape) name = resolveEscapes(this.#bytes, this.nameFrom, this.nameTo, this.#text);
      this.position = this.nameTo + 1;
    } else if (this.#leniency.allowUnquotedFieldNames && isNameByte(first)) {
      this.nameFrom = this.position;
      while (isNameByte(this.peek())) this.position++;
      this.nameTo = this.position;
    } else {
      this.unexpected();
    }
    if (this.next() !== 0x3a) this.unexpected();
    this.position++;
    return name;
  }

  isQuote(byte: number): boolean {
    return byte === QUOTE || (byte === APOSTROPHE && this.#leniency.allowSingleQuotes);
  }

  /** Whether a number, or the start of one, stands at the position. */
  isNumber(byte: number): boolean {
    return (
      (byte >= 0x30 && byte <= 0x39) ||
      byte === MINUS ||
      (this.#leniency.allowNonNumericNumbers && (byte === 0x4e || byte === 0x49 || byte === 0x2b))
    );
  }

  /** Passes over a number and sets `isInteger` and `word`. */
  readNumber(): void {
    const bytes = this.#bytes;
    const from = this.position;
    this.word = null;
    this.isInteger = true;
    let at = from;
    if (bytes[at] === MINUS) at++;
    const first = at < this.#end ? (bytes[at] as number) : -1;
    if (first < 0x30 || first > 0x39) {
      this.#readWord();
      return;
    }
    at = this.#digits(at);
    if (first === 0x30 && at > from + (bytes[from] === MINUS ? 2 : 1) && !this.#leniency.allowNumericLeadingZeros) {
      this.unexpected();
    }
    if (at < this.#end && bytes[at] === 0x2e) {
      this.isInteger = false;
      at = this.#digits(at + 1);
    }
    if (at < this.#end && ((bytes[at] as number) | 0x20) === 0x65) {
      this.isInteger = false;
      const sign = bytes[at + 1];
      at = this.#digits(at + 1 < this.#end && (sign === 0x2b || sign === MINUS) ? at + 2 : at + 1);
    }
    this.position = at;
    if (at - from > this.#leniency.maxNumLen) {
      throw new JsonSyntaxError({ code: 'SRC-204', params: { limit: this.#leniency.maxNumLen } });
    }
  }

  /** The integer token that began at `from` and was read last; null where it is too long to be surely exact. */
  smallInteger(from: number): number | null {
    if (this.position - from > 15) return null;
    const bytes = this.#bytes;
    const isNegative = bytes[from] === MINUS;
    let value = 0;
    for (let at = isNegative ? from + 1 : from; at < this.position; at++)
      value = value * 10 + (bytes[at] as number) - 0x30;
    return isNegative && value !== 0 ? -value : value;
  }

  /** Whether `word` stands at the position and ends there; passes over it if so. */
  take(word: string): boolean {
    const to = this.position + word.length;
    if (to > this.#end) return false;
    for (let i = 0; i < word.length; i++) if (this.#bytes[this.position + i] !== word.charCodeAt(i)) return false;
    if (to < this.#end && isNameByte(this.#bytes[to] as number)) return false;
    this.position = to;
    return true;
  }

  /** Passes over any value; the position is on its first byte. */
  skipValue(): void {
    const base = this.#depth;
    for (;;) {
      const byte = this.peek();
      let closed = true;
      if (byte === 0x7b) {
        this.#enter(OBJECT);
        if (this.next() === 0x7d) this.leave();
        else closed = this.#skipName();
      } else if (byte === 0x5b) {
        this.#enter(ARRAY);
        if (this.next() === 0x5d) this.leave();
        else closed = false;
      } else {
        this.#skipScalar(byte);
      }
      if (closed && this.#skipCloses(base)) return;
    }
  }

  /** After a value inside a container: true when all containers above `base` are closed, false before another value. */
  #skipCloses(base: number): boolean {
    while (this.#depth > base) {
      const inObject = this.#kinds[this.#depth] === OBJECT;
      const byte = this.next();
      if (byte === 0x2c) {
        this.position++;
        this.next();
        if (inObject) this.#skipName();
        return false;
      }
      if (byte !== (inObject ? 0x7d : 0x5d)) this.unexpected();
      this.leave();
    }
    return true;
  }

  #skipName(): false {
    this.readName();
    this.next();
    return false;
  }

  #skipScalar(byte: number): void {
    if (this.isQuote(byte)) this.#skipString();
    else if (this.isNumber(byte)) this.readNumber();
    else if (!this.take('true') && !this.take('false') && !this.take('null')) this.unexpected();
  }

  #skipString(): void {
    const from = this.position + 1;
    const close = this.#closingQuote();
    this.#checkUtf8(from, close);
    this.position = close + 1;
  }

  #checkUtf8(from: number, close: number): void {
    const fault = this.#hasHigh ? utf8FaultEnd(this.#bytes, from, close) : -1;
    if (fault === -1) return;
    this.position = fault;
    this.#notUtf8();
  }

  #notUtf8(): never {
    throw new JsonSyntaxError({ code: 'SRC-146', params: { position: this.position - this.#start } });
  }

  #enter(kind: number): void {
    this.#depth++;
    if (this.#depth > this.#leniency.maxNestingDepth) {
      throw new JsonSyntaxError({ code: 'SRC-203', params: { limit: this.#leniency.maxNestingDepth } });
    }
    this.#kinds[this.#depth] = kind;
    this.position++;
  }

  /** Where the string that opens at the position closes; checks escapes and control characters on the way. */
  #closingQuote(): number {
    const bytes = this.#bytes;
    const end = this.#end;
    const quote = bytes[this.position] as number;
    this.#hasEscape = false;
    let high = 0;
    let at = this.position + 1;
    while (at < end) {
      const byte = bytes[at] as number;
      if (byte === quote) {
        this.#hasHigh = high > 0x7f;
        return at;
      }
      if (byte === BACKSLASH) {
        this.#hasEscape = true;
        at = this.#afterEscape(at);
        continue;
      }
      if (byte < 0x20 && !this.#leniency.allowUnquotedControlChars) {
        this.position = at;
        this.unexpected();
      }
      high |= byte;
      at++;
    }
    this.position = end;
    this.unexpected();
  }

  #afterEscape(at: number): number {
    const letter = at + 1 < this.#end ? (this.#bytes[at + 1] as number) : -1;
    if (letter === 0x75) {
      for (let i = at + 2; i < at + 6; i++) {
        if (i >= this.#end || !isHexDigit(this.#bytes[i] as number)) {
          this.position = Math.min(i, this.#end);
          this.unexpected();
        }
      }
      return at + 6;
    }
    const known = ESCAPES.has(letter) || (letter === APOSTROPHE && this.#leniency.allowSingleQuotes);
    if (letter === -1 || !(known || this.#leniency.allowBackslashEscapingAnyCharacter)) {
      this.position = Math.min(at + 1, this.#end);
      this.unexpected();
    }
    return at + 2;
  }

  #digits(from: number): number {
    let at = from;
    while (at < this.#end && (this.#bytes[at] as number) >= 0x30 && (this.#bytes[at] as number) <= 0x39) at++;
    if (at === from) {
      this.position = Math.min(at, this.#end);
      this.unexpected();
    }
    return at;
  }

  #readWord(): void {
    this.isInteger = false;
    if (this.#leniency.allowNonNumericNumbers) {
      for (const word of WORDS) {
        if (this.take(word)) {
          this.word = word;
          return;
        }
      }
    }
    this.unexpected();
  }

  #afterComment(): number {
    const bytes = this.#bytes;
    const kind = bytes[this.position + 1];
    if (this.position + 1 < this.#end && kind === 0x2f) {
      for (let at = this.position + 2; at < this.#end; at++) if (bytes[at] === 0x0a || bytes[at] === 0x0d) return at;
      return this.#end;
    }
    if (this.position + 1 < this.#end && kind === 0x2a) {
      for (let at = this.position + 2; at + 1 < this.#end; at++)
        if (bytes[at] === 0x2a && bytes[at + 1] === 0x2f) return at + 2;
      this.position = this.#end;
    }
    this.unexpected();
  }
}

function isNameByte(byte: number): boolean {
  return (
    (byte >= 0x61 && byte <= 0x7a) ||
    (byte >= 0x41 && byte <= 0x5a) ||
    (byte >= 0x30 && byte <= 0x39) ||
    byte === 0x5f ||
    byte === 0x24 ||
    byte > 0x7f
  );
}

function isHexDigit(byte: number): boolean {
  return (byte >= 0x30 && byte <= 0x39) || ((byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x66);
}

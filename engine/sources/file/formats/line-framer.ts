/** Hears of one line: `bytes[start, end)` without its separator, valid only during the call. Lines count from 1. */
export type LineVisitor = (bytes: Buffer, start: number, end: number, line: number) => void;

/** Longest record that is read, in bytes. A longer one is an error, since memory must stay bounded. */
export const RECORD_BYTES_MAX = 64 * 1024 * 1024;

const LF = 0x0a;
const CR = 0x0d;
const BOM = [0xef, 0xbb, 0xbf] as const;
/** A carry that grew beyond this is not kept for the next long line. */
const CARRY_BYTES_KEPT = 1024 * 1024;

/**
 * Cuts the chunks of one file into lines. Without a separator of its own a line ends at `\n`, `\r\n` or `\r`. A byte-order
 * mark before the first line is dropped; a last line without separator counts unless it is empty (semantics 2.1).
 */
export class LineFramer {
  readonly #separator: Buffer | null;
  readonly #tooLong: (line: number) => never;
  #carry = Buffer.alloc(0);
  #carried = 0;
  #line = 1;
  /** The last chunk ended in `\r`, so that a `\n` at the start of the next one belongs to it. */
  #afterCr = false;

  /** @param tooLong throws the error for a line of more than `RECORD_BYTES_MAX` bytes */
  constructor(separator: Uint8Array | null, tooLong: (line: number) => never) {
    this.#separator = separator === null ? null : Buffer.from(separator);
    this.#tooLong = tooLong;
  }

  push(chunk: Uint8Array, visit: LineVisitor): void {
    if (chunk.length === 0) return;
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length);
    const rest = this.#separator === null ? this.#lines(bytes, visit) : this.#separated(bytes, this.#separator, visit);
    this.#keep(bytes, rest, bytes.length);
  }

  end(visit: LineVisitor): void {
    const carried = this.#carried;
    this.#carried = 0;
    // A file of nothing but a byte-order mark has no line.
    const isMark = this.#line === 1 && carried === BOM.length && startsWithMark(this.#carry);
    if (carried > 0 && !isMark) this.#visit(this.#carry, 0, carried, visit);
    this.#carry = Buffer.alloc(0);
  }

  /** Lines that have come to their end. */
  get lines(): number {
    return this.#line - 1;
  }

  /** Whether a line has begun that is not at its end yet. */
  get isMidLine(): boolean {
    return this.#carried > 0;
  }

  /** Counts lines that the caller has taken from the chunks himself; the last of them ended in `\n`. */
  passOver(lines: number): void {
    if (lines === 0) return;
    this.#line += lines;
    this.#afterCr = false;
  }

  #lines(bytes: Buffer, visit: LineVisitor): number {
    let at = this.#afterCr && bytes[0] === LF ? 1 : 0;
    this.#afterCr = false;
    let lf = bytes.indexOf(LF, at);
    let cr = bytes.indexOf(CR, at);
    while (lf !== -1 || cr !== -1) {
      if (cr === -1 || (lf !== -1 && lf < cr)) {
        this.#emit(bytes, at, lf, visit);
        at = lf + 1;
        lf = bytes.indexOf(LF, at);
      } else {
        this.#emit(bytes, at, cr, visit);
        at = cr + 1;
        if (at === bytes.length) this.#afterCr = true;
        else if (at === lf) at++;
        if (lf !== -1 && lf < at) lf = bytes.indexOf(LF, at);
        cr = bytes.indexOf(CR, at);
      }
    }
    return at;
  }

  #separated(bytes: Buffer, separator: Buffer, visit: LineVisitor): number {
    let at = this.#acrossBorder(bytes, separator, visit);
    for (let found = bytes.indexOf(separator, at); found !== -1; found = bytes.indexOf(separator, at)) {
      this.#emit(bytes, at, found, visit);
      at = found + separator.length;
    }
    return at;
  }

  /** Ends the carried line if a separator lies half in it and half in `bytes`. Returns where the next line starts. */
  #acrossBorder(bytes: Buffer, separator: Buffer, visit: LineVisitor): number {
    if (this.#carried === 0 || separator.length === 1) return 0;
    const tail = Math.min(this.#carried, separator.length - 1);
    const border = Buffer.concat([
      this.#carry.subarray(this.#carried - tail, this.#carried),
      bytes.subarray(0, separator.length - 1),
    ]);
    const found = border.indexOf(separator);
    if (found === -1) return 0;
    const length = this.#carried - tail + found;
    this.#carried = 0;
    this.#visit(this.#carry, 0, length, visit);
    return found + separator.length - tail;
  }

  #emit(bytes: Buffer, start: number, end: number, visit: LineVisitor): void {
    if (this.#carried === 0) {
      this.#visit(bytes, start, end, visit);
      return;
    }
    this.#keep(bytes, start, end);
    const carried = this.#carried;
    this.#carried = 0;
    this.#visit(this.#carry, 0, carried, visit);
    if (this.#carry.length > CARRY_BYTES_KEPT) this.#carry = Buffer.alloc(0);
  }

  #visit(bytes: Buffer, start: number, end: number, visit: LineVisitor): void {
    const line = this.#line++;
    const hasBom = line === 1 && end - start >= BOM.length && startsWithMark(bytes, start);
    if (end - start > RECORD_BYTES_MAX) this.#tooLong(line);
    visit(bytes, hasBom ? start + BOM.length : start, end, line);
  }

  #keep(bytes: Buffer, start: number, end: number): void {
    const needed = this.#carried + end - start;
    if (needed === this.#carried) return;
    if (needed > RECORD_BYTES_MAX + BOM.length) this.#tooLong(this.#line);
    if (needed > this.#carry.length) {
      const grown = Buffer.allocUnsafe(
        Math.min(Math.max(needed, this.#carry.length * 2, 1024), RECORD_BYTES_MAX + BOM.length),
      );
      this.#carry.copy(grown, 0, 0, this.#carried);
      this.#carry = grown;
    }
    bytes.copy(this.#carry, this.#carried, start, end);
    this.#carried = needed;
  }
}

function startsWithMark(bytes: Buffer, start = 0): boolean {
  return BOM.every((byte, i) => bytes[start + i] === byte);
}

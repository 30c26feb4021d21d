import type { LineReader } from './script-scanner.ts';
import type { ScriptVector } from './script-vector.ts';
import { isUtf8 } from './utf8.ts';

const LF = 0x0a;
const CR = 0x0d;

/** Reads lines as they are: each is the value of the one column. */
export class TextLineReader implements LineReader {
  readonly #vector: ScriptVector | null;

  /** @param vector null where nobody uses the text */
  constructor(vector: ScriptVector | null) {
    this.#vector = vector;
  }

  read(bytes: Uint8Array, from: number, row: number): number {
    if (startsWithMark(bytes, from)) return -1;
    let at = from;
    let high = 0;
    for (let byte = bytes[at] as number; byte !== LF && byte !== CR; byte = bytes[at] as number) {
      high |= byte;
      at++;
    }
    const next = bytes[at] === LF ? at + 1 : at + 2;
    if (bytes[next - 1] !== LF) return -1;
    if (this.#vector === null) return next;
    if (high > 0x7f && !isUtf8(bytes, from, at)) return -1;
    this.#vector.setText(row, bytes, from, at);
    return next;
  }
}

/** A byte-order mark, which belongs to the text but at the start of a file. */
export function startsWithMark(bytes: Uint8Array, at: number): boolean {
  return bytes[at] === 0xef && bytes[at + 1] === 0xbb && bytes[at + 2] === 0xbf;
}

import { RECORD_BYTES_MAX } from './line-framer.ts';

/** Collects the chunks of a file that is one record; as long as a record may be, and no longer. */
export class WholeFile {
  readonly #tooLong: (line: number) => never;
  #bytes = Buffer.alloc(0);
  #length = 0;

  constructor(tooLong: (line: number) => never) {
    this.#tooLong = tooLong;
  }

  push(chunk: Uint8Array): void {
    const needed = this.#length + chunk.length;
    if (needed > RECORD_BYTES_MAX) this.#tooLong(1);
    if (needed > this.#bytes.length) {
      const grown = Buffer.allocUnsafe(Math.min(Math.max(needed, this.#bytes.length * 2), RECORD_BYTES_MAX));
      this.#bytes.copy(grown, 0, 0, this.#length);
      this.#bytes = grown;
    }
    this.#bytes.set(chunk, this.#length);
    this.#length = needed;
  }

  /** The whole content. Forgets it. */
  take(): Buffer {
    const bytes = this.#bytes.subarray(0, this.#length);
    this.#bytes = Buffer.alloc(0);
    this.#length = 0;
    return bytes;
  }
}

/** A file's content without the byte-order mark at its start. */
export function withoutByteOrderMark(bytes: Buffer): Buffer {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes;
}

import { hashBytes } from './hash-bytes.ts';
import type { PackedTexts } from './string-codes.ts';

/** Puts texts one after another. */
export class TextPacker {
  readonly packed: PackedTexts;
  #count = 0;

  /** @param length of all texts together, in bytes */
  constructor(count: number, length: number) {
    this.packed = {
      bytes: new Uint8Array(length),
      starts: new Uint32Array(count + 1),
      hashes: new Int32Array(count),
    };
  }

  /** Adds the text `bytes[from, to)`. */
  add(bytes: Uint8Array, from: number, to: number): void {
    const { bytes: into, starts, hashes } = this.packed;
    const start = starts[this.#count] as number;
    let at = start;
    for (let i = from; i < to; i++) into[at++] = bytes[i] as number;
    hashes[this.#count] = hashBytes(into, start, at);
    this.#count++;
    starts[this.#count] = at;
  }
}

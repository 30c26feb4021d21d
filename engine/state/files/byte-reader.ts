import { StateDamage } from './state-damage.ts';

/** Reads bytes that nobody vouches for: whatever reaches beyond the end is `StateDamage`. */
export class ByteReader {
  readonly #bytes: Uint8Array<ArrayBuffer>;
  readonly #view: DataView;
  #at = 0;

  /** @param bytes at a place of their buffer that is a multiple of eight */
  constructor(bytes: Uint8Array<ArrayBuffer>) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  }

  get left(): number {
    return this.#bytes.length - this.#at;
  }

  uint32(): number {
    return this.#view.getUint32(this.#take(4), true);
  }

  float64(): number {
    return this.#view.getFloat64(this.#take(8), true);
  }

  /** A view, valid as long as the bytes are. */
  bytes(length: number): Uint8Array<ArrayBuffer> {
    const at = this.#take(length);
    return this.#bytes.subarray(at, at + length);
  }

  /** Where `length` items of `size` bytes begin in the buffer; of use to make a typed array on it. */
  items(length: number, size: number): [ArrayBuffer, number, number] {
    return [this.#bytes.buffer, this.#bytes.byteOffset + this.#take(length * size), length];
  }

  /** Steps over the zeros up to the next multiple of eight. */
  align(): void {
    for (let more = -this.#at & 7; more > 0; more--) {
      if (this.#bytes[this.#take(1)] !== 0) throw new StateDamage('structure');
    }
  }

  #take(length: number): number {
    const at = this.#at;
    if (length > this.#bytes.length - at) throw new StateDamage('structure');
    this.#at = at + length;
    return at;
  }
}

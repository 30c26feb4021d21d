const TEXT = new TextEncoder();

/** Bytes in the making: WebAssembly's numbers of variable length (LEB128), names and sections. */
export class BinaryWriter {
  #bytes = new Uint8Array(1024);
  #length = 0;

  byte(...bytes: readonly number[]): void {
    this.#reserve(bytes.length);
    for (const byte of bytes) this.#bytes[this.#length++] = byte;
  }

  bytes(bytes: Uint8Array): void {
    this.#reserve(bytes.length);
    this.#bytes.set(bytes, this.#length);
    this.#length += bytes.length;
  }

  /** A number of at most 32 bits without a sign. */
  unsigned(value: number): void {
    let rest = value >>> 0;
    while (rest > 0x7f) {
      this.byte((rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    this.byte(rest);
  }

  /** A number of at most 32 bits with a sign. */
  signed(value: number): void {
    let rest = value | 0;
    for (;;) {
      const byte = rest & 0x7f;
      rest >>= 7;
      if (rest === (byte & 0x40 ? -1 : 0)) {
        this.byte(byte);
        return;
      }
      this.byte(byte | 0x80);
    }
  }

  /** A number of at most 64 bits with a sign. */
  signed64(value: bigint): void {
    let rest = BigInt.asIntN(64, value);
    for (;;) {
      const byte = Number(rest & 0x7fn);
      rest >>= 7n;
      if (rest === (byte & 0x40 ? -1n : 0n)) {
        this.byte(byte);
        return;
      }
      this.byte(byte | 0x80);
    }
  }

  name(name: string): void {
    const bytes = TEXT.encode(name);
    this.unsigned(bytes.length);
    this.bytes(bytes);
  }

  /** What `write` writes, with its length before it. */
  sized(write: (inner: BinaryWriter) => void): void {
    const inner = new BinaryWriter();
    write(inner);
    this.unsigned(inner.#length);
    this.bytes(inner.finished());
  }

  /** A view of what was written; valid until the next write. */
  finished(): Uint8Array<ArrayBuffer> {
    return this.#bytes.subarray(0, this.#length);
  }

  #reserve(count: number): void {
    if (this.#length + count <= this.#bytes.length) return;
    const grown = new Uint8Array(Math.max(this.#bytes.length * 2, this.#length + count));
    grown.set(this.#bytes.subarray(0, this.#length));
    this.#bytes = grown;
  }
}

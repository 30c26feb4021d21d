const LF = 0x0a;
const CR = 0x0d;

/** Finds out how a file ends its lines: as its first line ends, `\n`, `\r\n` or `\r`, so do all. */
export class LineEndFinder {
  #afterCr = false;

  /** The line end, once it can be told from this chunk and those before it; else null. */
  find(chunk: Uint8Array): string | null {
    if (chunk.length === 0) return null;
    if (this.#afterCr) return chunk[0] === LF ? '\r\n' : '\r';
    const at = chunk.findIndex((byte) => byte === LF || byte === CR);
    if (at === -1) return null;
    if (chunk[at] === LF) return '\n';
    if (at + 1 < chunk.length) return chunk[at + 1] === LF ? '\r\n' : '\r';
    this.#afterCr = true;
    return null;
  }

  /** The line end of a file that gave nothing more to tell it by. */
  atEnd(): string {
    return this.#afterCr ? '\r' : '\n';
  }
}

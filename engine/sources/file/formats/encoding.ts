/** Text encodings other than UTF-8, and the way of their bytes into UTF-8. */

const DECODED_BY: ReadonlyMap<string, string> = new Map([
  ['utf-16', 'utf-16'],
  ['utf16', 'utf-16'],
  ['utf-16le', 'utf-16le'],
  ['utf-16be', 'utf-16be'],
  ['iso-8859-1', 'latin1'],
  ['iso8859-1', 'latin1'],
  ['iso_8859-1', 'latin1'],
  ['latin1', 'latin1'],
  ['us-ascii', 'ascii'],
  ['ascii', 'ascii'],
]);

/** Families that the platform's own decoders know by these names. */
const PLATFORM_NAME = /^(iso-8859-([2-9]|1[01345])|windows-125[0-8]|koi8-[ru]|shift_jis|euc-(jp|kr)|gb18030|gbk|big5)$/;

/** The decoder that reads the encoding `name` (Java's name for it); null for UTF-8 and for names that are not known. */
export function encodingNamed(name: string): string | null {
  const lower = name.trim().toLowerCase();
  return DECODED_BY.get(lower) ?? (PLATFORM_NAME.test(lower) ? lower : null);
}

/** Turns the chunks of one text into UTF-8; a character may lie across chunks. */
export interface Transcoder {
  push(chunk: Uint8Array): Uint8Array;
  /** What the last chunk left unfinished. */
  end(): Uint8Array;
}

/** @param encoding as `encodingNamed` gives it */
export function createTranscoder(encoding: string): Transcoder {
  if (encoding === 'latin1' || encoding === 'ascii') return new SingleByteTranscoder(encoding === 'ascii');
  return encoding === 'utf-16' ? new MarkedTranscoder() : new PlatformTranscoder(encoding);
}

class PlatformTranscoder implements Transcoder {
  readonly #decoder: InstanceType<typeof TextDecoder>;

  constructor(encoding: string) {
    this.#decoder = new TextDecoder(encoding, { ignoreBOM: true });
  }

  push(chunk: Uint8Array): Uint8Array {
    return Buffer.from(this.#decoder.decode(chunk, { stream: true }), 'utf8');
  }

  end(): Uint8Array {
    return Buffer.from(this.#decoder.decode(), 'utf8');
  }
}

/** Java's reading: one byte is one character; above 127 ASCII has none. */
class SingleByteTranscoder implements Transcoder {
  readonly #isAscii: boolean;

  constructor(isAscii: boolean) {
    this.#isAscii = isAscii;
  }

  push(chunk: Uint8Array): Uint8Array {
    const text = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length).toString('latin1');
    return Buffer.from(this.#isAscii ? text.replace(/[\u0080-\u00ff]/g, '\ufffd') : text, 'utf8');
  }

  end(): Uint8Array {
    return new Uint8Array(0);
  }
}

/** UTF-16 whose byte-order mark says which byte comes first; without a mark the high one does. */
class MarkedTranscoder implements Transcoder {
  #head = Buffer.alloc(0);
  #inner: Transcoder | null = null;

  push(chunk: Uint8Array): Uint8Array {
    if (this.#inner !== null) return this.#inner.push(chunk);
    this.#head = Buffer.concat([this.#head, chunk]);
    if (this.#head.length < 2) return new Uint8Array(0);
    const isLittle = this.#head[0] === 0xff && this.#head[1] === 0xfe;
    this.#inner = new PlatformTranscoder(isLittle ? 'utf-16le' : 'utf-16be');
    return this.#inner.push(this.#head);
  }

  end(): Uint8Array {
    return this.#inner?.end() ?? new Uint8Array(0);
  }
}

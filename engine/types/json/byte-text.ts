/** Reads text out of bytes: a host's own way is faster than the one that all hosts have. */
export interface ByteText {
  /** Text of `[from, to)`; what is not UTF-8 becomes U+FFFD. */
  utf8(bytes: Uint8Array, from: number, to: number): string;
  /** Text of `[from, to)`, which is known to be ASCII. */
  ascii(bytes: Uint8Array, from: number, to: number): string;
}

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

function decode(bytes: Uint8Array, from: number, to: number): string {
  return decoder.decode(bytes.subarray(from, to));
}

/** The way that all hosts have. */
export const plainByteText: ByteText = { utf8: decode, ascii: decode };

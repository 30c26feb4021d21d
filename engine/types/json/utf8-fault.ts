/**
 * Where a reader of UTF-8 stands when it gives up within a string's bytes `[from, close)`; -1 where it does not. `close` is the quote
 * that ends the string, which a character that is cut off swallows.
 *
 * The rules are those of Spark's JSON parser, which is lenient: a character may be longer than it has to be or lie beyond
 * the last of Unicode, but not be half of a surrogate pair.
 */
export function utf8FaultEnd(bytes: Uint8Array, from: number, close: number): number {
  for (let at = from; at < close; ) {
    const lead = bytes[at] as number;
    const length = lead < 0x80 ? 1 : lengthOf(lead);
    if (length === 0) return at + 1;
    for (let i = 1; i < length; i++) {
      if (((bytes[at + i] as number) & 0xc0) !== 0x80) return at + i + 1;
    }
    if (lead === 0xed && (bytes[at + 1] as number) >= 0xa0) return at + 3;
    at += length;
  }
  return -1;
}

/** Bytes of a character by its first one; 0 where no character begins with it. */
function lengthOf(lead: number): number {
  if ((lead & 0xe0) === 0xc0) return 2;
  if ((lead & 0xf0) === 0xe0) return 3;
  return (lead & 0xf8) === 0xf0 ? 4 : 0;
}

/**
 * A number made of nothing but the bytes `[from, to)`: four at a time, the first one lowest, each step
 * `hash = imul(hash ^ word, 0x9e3779b1)`, `hash ^= hash >>> 15`, from the length on; then what is left over as one more word.
 */
export function hashBytes(bytes: Uint8Array, from: number, to: number): number {
  let hash = to - from;
  let at = from;
  for (; at + 4 <= to; at += 4) {
    const word =
      (bytes[at] as number) |
      ((bytes[at + 1] as number) << 8) |
      ((bytes[at + 2] as number) << 16) |
      ((bytes[at + 3] as number) << 24);
    hash = Math.imul(hash ^ word, 0x9e3779b1);
    hash ^= hash >>> 15;
  }
  if (at < to) {
    let word = bytes[at] as number;
    if (at + 1 < to) word |= (bytes[at + 1] as number) << 8;
    if (at + 2 < to) word |= (bytes[at + 2] as number) << 16;
    hash = Math.imul(hash ^ word, 0x9e3779b1);
    hash ^= hash >>> 15;
  }
  return hash;
}

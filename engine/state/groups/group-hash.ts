/**
 * The hash of one more key part: what it folds into the hash of the parts before it, from 0 on. The same formula stands in
 * generated loops:
 *
 * ```js
 * hash = Math.imul((hash ^ part ^ (part / 4294967296)) | 0, 0x9e3779b1); hash ^= hash >>> 15;
 * ```
 *
 * Times are multiples of large powers of two times five, so their high bits are mixed in. For parts between -2^32 and 2^32,
 * such as codes of strings, that term is 0 and may be left out.
 */
export function foldPart(hash: number, part: number): number {
  const folded = Math.imul((hash ^ part ^ (part / 4294967296)) | 0, 0x9e3779b1);
  return folded ^ (folded >>> 15);
}

/** The hash of a group: that of all its key parts. */
export function hashParts(parts: readonly number[]): number {
  let hash = 0;
  for (let i = 0; i < parts.length; i++) hash = foldPart(hash, parts[i] as number);
  return hash;
}

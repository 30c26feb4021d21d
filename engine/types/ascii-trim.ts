/**
 * The text without control characters, spaces and DEL at both ends: what Spark trims before it casts a string. Spaces
 * beyond ASCII stay, as they do there.
 */
export function trimAscii(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && isTrimmed(text.charCodeAt(start))) start += 1;
  while (end > start && isTrimmed(text.charCodeAt(end - 1))) end -= 1;
  return start === 0 && end === text.length ? text : text.slice(start, end);
}

/** True for the UTF-16 units that `trimAscii` takes away. */
export function isTrimmed(unit: number): boolean {
  return unit <= 0x20 || unit === 0x7f;
}

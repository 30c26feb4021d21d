/**
 * Turns offsets that count each character once into offsets of a string, which counts characters beyond the basic plane
 * twice. An offset past the end stands for the end.
 */
export function codePointOffsets(text: string): (offset: number) => number {
  if (!/[\ud800-\udbff]/.test(text)) return (offset) => Math.min(offset, text.length);
  const starts: number[] = [];
  let unit = 0;
  for (const character of text) {
    starts.push(unit);
    unit += character.length;
  }
  return (offset) => starts[offset] ?? text.length;
}

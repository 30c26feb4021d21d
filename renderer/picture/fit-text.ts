/** Widths of characters as shares of the font's size: near enough to Inter to say where a text must be cut, and never too small. */
const narrow = /[iIjl.,:;'’|!()[\]{}tfr \-/·]/u;
const wide = /[mwMW@%—…œæ]/u;
const capital = /[\p{Lu}\d]/u;
const full = /[\u1100-\u11ff\u2e80-\ua4cf\uac00-\ud7ff\uf900-\ufaff\uff00-\uffef]|[\u{1f000}-\u{3ffff}]/u;

/** JetBrains Mono: every character is as wide. */
const monoWidth = 0.6;

function widthOf(character: string, isMono: boolean): number {
  if (full.test(character)) return 1.05;
  if (isMono) return monoWidth;
  if (narrow.test(character)) return 0.36;
  if (wide.test(character)) return 0.92;
  return capital.test(character) ? 0.7 : 0.59;
}

/** Width of a text in px, guessed. */
export function textWidth(text: string, fontPx: number, isMono = false): number {
  let width = 0;
  for (const character of text) width += widthOf(character, isMono);
  return width * fontPx;
}

/** The text on one line, cut with … where it would be wider than `widthPx`. */
export function fitText(text: string, widthPx: number, fontPx: number, isMono = false): string {
  const line = text.replace(/\s+/gu, ' ').trim();
  const characters = [...line.slice(0, 2000)];
  let width = 0;
  for (const [index, character] of characters.entries()) {
    width += widthOf(character, isMono) * fontPx;
    if (width <= widthPx) continue;
    const room = widthPx - widthOf('…', isMono) * fontPx;
    let kept = index;
    while (kept > 0 && textWidth(characters.slice(0, kept).join(''), fontPx, isMono) > room) kept--;
    return `${characters.slice(0, kept).join('').trimEnd()}…`;
  }
  return line;
}

/** The text in lines of at most `widthPx`, its own line ends kept; the last of `linesMax` ends in … where there is more. */
export function wrapText(text: string, widthPx: number, fontPx: number, linesMax: number): readonly string[] {
  const lines: string[] = [];
  for (const paragraph of text.slice(0, 20_000).split(/\r?\n/)) {
    let line = '';
    for (const word of paragraph.split(/\s+/)) {
      const longer = line === '' ? word : `${line} ${word}`;
      if (line === '' || textWidth(longer, fontPx) <= widthPx) line = longer;
      else {
        lines.push(line);
        line = word;
      }
      if (lines.length > linesMax) break;
    }
    lines.push(line);
    if (lines.length > linesMax) break;
  }
  if (lines.length <= linesMax) return lines.map((line) => fitText(line, widthPx, fontPx));
  const shown = lines.slice(0, linesMax);
  const last = shown.pop() ?? '';
  return [...shown.map((line) => fitText(line, widthPx, fontPx)), fitText(`${last}…`, widthPx, fontPx)];
}

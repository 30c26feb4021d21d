// Characters that a terminal draws two columns wide; Spark widens its cells by the same ranges.
const FULL_WIDTH = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/g;

const WIDTH_MIN = 3;

const ESCAPES: Readonly<Record<string, string>> = {
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\f': '\\f',
  '\b': '\\b',
  '\u000b': '\\v',
  '\u0007': '\\a',
};

/**
 * A text table with the borders, widths and alignment of Spark's `show`. Ends with a line break.
 *
 * @param header column names, never cut
 * @param rows cells as text, as many a row as there are columns
 * @param truncate longest cell in UTF-16 units; cells are then right-aligned. 0 cuts nothing and aligns left.
 */
export function textTable(header: readonly string[], rows: readonly (readonly string[])[], truncate: number): string {
  const lines = [
    header.map(escapeControls),
    ...rows.map((row) => row.map((cell) => cut(escapeControls(cell), truncate))),
  ];
  const widths = header.map((_, column) =>
    lines.reduce((widest, line) => Math.max(widest, drawnWidth(line[column] ?? '')), WIDTH_MIN),
  );
  const rule = `+${widths.map((width) => '-'.repeat(width)).join('+')}+\n`;
  const drawn = lines.map((line) => {
    const cells = widths.map((width, column) => pad(line[column] ?? '', width, truncate > 0));
    return `|${cells.join('|')}|\n`;
  });
  return `${rule}${drawn[0]}${rule}${drawn.slice(1).join('')}${rule}`;
}

function escapeControls(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters would break the table
  return text.replace(/[\n\r\t\f\u0008\u000b\u0007]/g, (control) => ESCAPES[control] ?? control);
}

function cut(text: string, truncate: number): string {
  if (truncate <= 0 || text.length <= truncate) return text;
  return truncate < 4 ? text.slice(0, truncate) : `${text.slice(0, truncate - 3)}...`;
}

function pad(text: string, width: number, alignRight: boolean): string {
  const filling = ' '.repeat(width - drawnWidth(text));
  return alignRight ? filling + text : text + filling;
}

function drawnWidth(text: string): number {
  return text.length + (text.match(FULL_WIDTH)?.length ?? 0);
}

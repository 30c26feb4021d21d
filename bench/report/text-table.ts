import type { ResultLine } from './result-line.ts';

/** The lines for a terminal, with notes below. */
export function textTable(lines: readonly ResultLine[]): string {
  const rows = lines.map(({ work, ours, against, figure, gate, mark }) => [mark, figure, gate, work, ours, against]);
  const widths = rows.reduce<number[]>((sofar, row) => row.map((cell, i) => Math.max(cell.length, sofar[i] ?? 0)), []);
  const aligned = rows.map((row) =>
    row
      .map((cell, i) => cell.padEnd(widths[i] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  const notes = lines.flatMap(({ note, work }) => (note === undefined ? [] : [`  ${work}: ${note}`]));
  return [...aligned, ...notes].join('\n');
}

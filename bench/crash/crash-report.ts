import type { Endured } from './endure.ts';

const COLUMNS = [
  ['kills', ({ kills }) => kills],
  ['terminations', ({ terminations }) => terminations],
  ['replayed', ({ replayed }) => replayed],
  ['batches', ({ batches }) => batches],
  ['files', ({ files }) => files],
  ['rows in', ({ rowsIn }) => rowsIn],
  ['rows out', ({ rowsOut }) => rowsOut],
  ['parts', ({ parts }) => parts],
  ['lost', ({ lost }) => lost],
  ['doubled', ({ doubled }) => doubled],
  ['strange', ({ strange }) => strange],
] as const satisfies readonly (readonly [string, (endured: Endured) => number])[];

/** Whether a trial came to exactly what it should. */
export function isWell({ lost, doubled, strange, faults }: Endured): boolean {
  return lost + doubled + strange === 0 && faults.length === 0;
}

/** What the trials came to: a line each, their sums, and all that is wrong. */
export function crashReport(endured: readonly Endured[], seed: number, ms: number): string[] {
  const header = ['pipeline', ...COLUMNS.map(([name]) => name), 'longest stop'];
  const rows = endured.map((each) => [
    each.name,
    ...COLUMNS.map(([, of]) => grouped(of(each))),
    `${Math.round(each.stopMsMax)} ms`,
  ]);
  const sums = COLUMNS.map(([, of]) => endured.reduce((sum, each) => sum + of(each), 0));
  const sum = (name: (typeof COLUMNS)[number][0]) => sums[COLUMNS.findIndex(([column]) => column === name)] ?? 0;
  const longest = endured.reduce((most, { stopMsMax }) => Math.max(most, stopMsMax), 0);
  const wrong = endured.flatMap(({ name, faults, examples }) =>
    [...faults, ...examples].map((each) => `${name}: ${each}`),
  );
  return [
    '',
    ...table([header, ...rows, ['all', ...sums.map(grouped), `${Math.round(longest)} ms`]]),
    '',
    ...wrong,
    `${grouped(sum('kills'))} kills and ${grouped(sum('terminations'))} terminations in ${Math.round(ms / 1000)} s, ${grouped(sum('replayed'))} batches replayed: ` +
      `${grouped(sum('lost'))} lost, ${grouped(sum('doubled'))} doubled, ${grouped(sum('strange'))} strange, ${endured.flatMap(({ faults }) => faults).length} faults (seed ${seed})`,
  ];
}

/** Columns under one another, numbers to the right. */
function table(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, i) => Math.max(...rows.map((row) => row[i]?.length ?? 0)));
  return rows.map((row) =>
    row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join('  '),
  );
}

function grouped(count: number): string {
  return count.toLocaleString('en');
}

/** How far rows are from those that were to come, both as multisets. */
export interface RowDifference {
  /** Rows that came less often than they should. */
  readonly lost: number;
  /** Rows that came more often than they should. */
  readonly doubled: number;
  /** Rows that should not have come at all. */
  readonly strange: number;
  /** Some of them, in words. */
  readonly examples: readonly string[];
}

const EXAMPLES_MAX = 5;

/** Compares `rows` with those that were `expected`; their order counts nothing. */
export function compareRows(expected: readonly string[], rows: readonly string[]): RowDifference {
  const wanted = countsOf(expected);
  const found = countsOf(rows);
  let lost = 0;
  let doubled = 0;
  let strange = 0;
  const examples: string[] = [];
  for (const row of new Set([...wanted.keys(), ...found.keys()])) {
    const due = wanted.get(row) ?? 0;
    const came = found.get(row) ?? 0;
    if (due === came) continue;
    lost += Math.max(0, due - came);
    if (due > 0) doubled += Math.max(0, came - due);
    else strange += came;
    if (examples.length < EXAMPLES_MAX) examples.push(`${came} times in place of ${due}: ${row}`);
  }
  return { lost, doubled, strange, examples };
}

function countsOf(rows: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const row of rows) counts.set(row, (counts.get(row) ?? 0) + 1);
  return counts;
}

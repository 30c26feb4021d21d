import type { ColumnSummary } from '../../engine/nodes/analysis.ts';

export interface ColumnChanges {
  /** For each column of the output whether no input has it, of this name and type. */
  readonly isNew: readonly boolean[];
  /** Columns of the inputs that do not leave the node. */
  readonly gone: readonly ColumnSummary[];
}

/** What a node does to its columns: those that it makes or changes, and those that end in it. Letter case counts nothing. */
export function columnChanges(
  inputs: readonly (readonly ColumnSummary[])[],
  output: readonly ColumnSummary[],
): ColumnChanges {
  const came = inputs.flat();
  const known = new Set(came.map(keyOf));
  const names = new Set(output.map(({ name }) => name.toLowerCase()));
  const told = new Set<string>();
  return {
    isNew: output.map((column) => !known.has(keyOf(column))),
    gone: came.filter(({ name }) => {
      const folded = name.toLowerCase();
      if (names.has(folded) || told.has(folded)) return false;
      told.add(folded);
      return true;
    }),
  };
}

function keyOf({ name, type }: ColumnSummary): string {
  return `${name.toLowerCase()} ${type}`;
}

import { nodeRows, type RunState } from '../model/run-store.ts';
import { formatShort } from '../ui/numbers.ts';

/** What a card far away counts: the rows that came out of it, or into it where none come out; null before any run. */
export function farFigure(state: RunState, nodeId: string): string | null {
  const rows = nodeRows(state, nodeId);
  if (rows === null) return null;
  return formatShort(rows.out === 0 ? rows.in : rows.out);
}

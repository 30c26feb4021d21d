/** What a pause of the run means to the window: whether it waits, behind which batch, and which breakpoints were met. */
import type { QuerySnapshot, RunSnapshot } from '../../engine/session-shapes.ts';

/** A run is paused when every query that is still active waits. */
export function isPaused(snapshot: RunSnapshot | null): boolean {
  const active = (snapshot?.queries ?? []).filter((query) => query.isActive);
  return active.length > 0 && active.every((query) => query.pause !== null);
}

/** Rows that met a breakpoint in the batch that the run waits behind; 0 where it does not wait for it. */
export function hitsAt(snapshot: RunSnapshot | null, breakpointId: string): number {
  return (snapshot?.queries ?? []).reduce((sum, query) => sum + hitsOf(query, breakpointId), 0);
}

function hitsOf({ pause }: QuerySnapshot, breakpointId: string): number {
  return pause?.hits.find((hit) => hit.breakpointId === breakpointId)?.rows ?? 0;
}

/** The breakpoint that the run waits for, the one with most rows first; null where it waits for none. */
export function leadingHit(
  snapshot: RunSnapshot | null,
): { readonly breakpointId: string; readonly rows: number } | null {
  const totals = new Map<string, number>();
  for (const { pause } of snapshot?.queries ?? []) {
    for (const { breakpointId, rows } of pause?.hits ?? []) {
      totals.set(breakpointId, (totals.get(breakpointId) ?? 0) + rows);
    }
  }
  const [first] = [...totals].sort(([, a], [, b]) => b - a);
  return first === undefined ? null : { breakpointId: first[0], rows: first[1] };
}

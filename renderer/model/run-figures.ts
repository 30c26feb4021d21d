import type { RunSnapshot } from '../../engine/session-shapes.ts';
import { ownValue } from './own-value.ts';
import { isPaused } from './run-pause.ts';

export type RunPhase = 'ready' | 'active' | 'paused' | 'failed' | 'stopped' | 'finished';

/** How a run stands as a whole. A batch run is finished once each of its queries has had its batch; a stream is stopped. */
export function runPhase(snapshot: RunSnapshot | null): RunPhase {
  if (snapshot === null) return 'ready';
  if (snapshot.queries.some((query) => query.exception !== null)) return 'failed';
  if (snapshot.isActive) return isPaused(snapshot) ? 'paused' : 'active';
  const areDone = snapshot.queries.every((query) => !query.isStreaming && query.batchesCompleted > 0);
  return areDone ? 'finished' : 'stopped';
}

/** Micro-batches completed over all queries. */
export function batchesCompleted(snapshot: RunSnapshot | null): number {
  return (snapshot?.queries ?? []).reduce((sum, query) => sum + query.batchesCompleted, 0);
}

/** Files read so far over all queries; null where no query reads files. */
export function filesRead(snapshot: RunSnapshot | null): number | null {
  const counts = (snapshot?.queries ?? []).flatMap((query) => query.filesRead ?? []);
  return counts.length === 0 ? null : counts.reduce((sum, count) => sum + count, 0);
}

/** Rows that came out of the sources, over all queries. */
export function rowsRead(snapshot: RunSnapshot | null, sourceIds: readonly string[]): number {
  let rows = 0;
  for (const query of snapshot?.queries ?? []) {
    for (const id of sourceIds) rows += ownValue(query.nodes, id)?.out ?? 0;
  }
  return rows;
}

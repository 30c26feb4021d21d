/** What is said of a run when it begins, waits or ends. In between nothing is said: counts change too fast to be heard. */
import type { RunSnapshot } from '../../engine/session-shapes.ts';
import { batchesCompleted, type RunPhase, rowsRead, runPhase } from '../model/run-figures.ts';
import { leadingHit } from '../model/run-pause.ts';
import { say } from '../ui/i18n.ts';
import { formatCount } from '../ui/numbers.ts';
import { texts } from './texts.ts';

const words = {
  active: 'announceStarted',
  paused: 'announcePaused',
  failed: 'announceFailed',
  stopped: 'announceEnded',
  finished: 'announceEnded',
} as const satisfies Partial<Record<RunPhase, string>>;

/**
 * What tells one moment of a run from the next, for what is said: its phase, and behind which batch it waits.
 */
export function runMoment(snapshot: RunSnapshot | null): string {
  const phase = runPhase(snapshot);
  return phase === 'paused'
    ? `${snapshot?.runId} ${phase} ${batchesCompleted(snapshot)}`
    : `${snapshot?.runId} ${phase}`;
}

/** The moment in words; empty where there is nothing to say. */
export function runWords(snapshot: RunSnapshot | null, sourceIds: readonly string[]): string {
  const phase = runPhase(snapshot);
  if (phase === 'ready') return '';
  const counts = {
    batches: formatCount(batchesCompleted(snapshot)),
    rows: formatCount(rowsRead(snapshot, sourceIds)),
  };
  const hit = phase === 'paused' ? leadingHit(snapshot) : null;
  return hit === null ? say(texts, words[phase], counts) : say(texts, 'announceHit', { hits: formatCount(hit.rows) });
}

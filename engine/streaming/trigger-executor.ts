import type { Clock } from '../base/clock.ts';
import type { Trigger } from '../plan/trigger.ts';
import { PauseGate } from './pause-gate.ts';

/** What came of one trigger. */
export type TriggerOutcome = 'ran' | 'idle' | 'finished';

/** A query that always finds data lets the rest of its thread have a turn this often, in ms. */
const turnEveryMs = 10;

/** Shortest and longest pause between looks for new data while a query with the default trigger is idle, in ms. */
const pollShortestMs = 10;
const pollLongestMs = 100;

/**
 * Fires a query's trigger until the query is finished, told to stop, or (once, available-now) done (semantics 10). The first
 * trigger fires at once. However the clock is set meanwhile, the next one comes within an interval. Rejects with whatever `fire` rejects with.
 *
 * @param fire runs one trigger: at most one micro-batch
 * @param gate where it waits between two triggers while somebody wants it to
 */
export async function runTriggers(
  trigger: Trigger,
  clock: Clock,
  signal: AbortSignal,
  fire: () => Promise<TriggerOutcome>,
  gate: PauseGate = new PauseGate(),
): Promise<void> {
  let idlePolls = 0;
  if (gate.isShut) await gate.rest(0, clock, signal);
  let turnBeganMs = clock.monotonic();
  while (!signal.aborted) {
    const startedMs = clock.now();
    const outcome = await fire();
    if (outcome === 'finished' || trigger.type === 'once') return gate.restAtHits(clock, signal);
    if (signal.aborted) return;
    if (trigger.type === 'processing-time' && trigger.intervalMs > 0) {
      const nowMs = clock.now();
      // A clock that was set back meanwhile has another next boundary: the one by the old time may be days ahead.
      const waitMs = nextBoundaryMs(Math.min(startedMs, nowMs), trigger.intervalMs) - nowMs;
      if (waitMs > 0) {
        await gate.rest(waitMs, clock, signal);
        turnBeganMs = clock.monotonic();
        continue;
      }
    } else if (outcome === 'idle') {
      // A folder that stays quiet is looked at less and less often, down to ten times a second.
      await gate.rest(Math.min(pollLongestMs, pollShortestMs * 2 ** Math.min(idlePolls, 10)), clock, signal);
      idlePolls++;
      turnBeganMs = clock.monotonic();
      continue;
    } else idlePolls = 0;
    if (gate.isShut) {
      await gate.rest(0, clock, signal);
      turnBeganMs = clock.monotonic();
      continue;
    }
    // The next trigger is due at once. Batches that never wait for anything would let nobody else run, also not who stops them.
    if (clock.turn === undefined || clock.monotonic() - turnBeganMs < turnEveryMs) continue;
    await clock.turn();
    turnBeganMs = clock.monotonic();
  }
}

/**
 * When a processing-time trigger that fired at `startedMs` fires next: the following multiple of the interval since the
 * epoch. A batch that overruns it lets the next one start at once; boundaries do not queue.
 */
export function nextBoundaryMs(startedMs: number, intervalMs: number): number {
  return Math.floor(startedMs / intervalMs) * intervalMs + intervalMs;
}

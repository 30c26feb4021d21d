import { must } from '../../base/assert.ts';
import type { AggregateBuffer, BoundAggregate } from '../../expression/aggregates/aggregate-function.ts';
import { sortInSteps } from '../sort-in-steps.ts';

/** From `start` inclusive to `end` exclusive, in microseconds. Never changed in place. */
export interface Session {
  readonly start: bigint;
  readonly end: bigint;
  readonly buffers: readonly AggregateBuffer[];
}

/** What the sessions of a key have become. */
export interface MergedSessions {
  /** By start; no two touch. */
  readonly sessions: readonly Session[];
  /** Stored sessions that have gone into one that starts elsewhere. */
  readonly removed: number;
}

/** Sessions that are merged between two rests. */
const STEP_SESSIONS = 256;

/**
 * Makes one session of all that touch, of those that are stored and those of a batch (semantics 4.3). Aggregates only what the new
 * ones touch: any other stored session stays the same object. In steps of a few milliseconds.
 *
 * @param stored by start; no two touch
 * @param fresh in any order
 */
export function* mergeSessions(
  stored: readonly Session[],
  fresh: readonly Session[],
  aggregates: readonly BoundAggregate[],
): Generator<void, MergedSessions> {
  const added = yield* sortInSteps([...fresh], byStartAndEnd);
  const sessions: Session[] = [];
  let removed = 0;
  let nextStored = 0;
  let nextAdded = 0;
  let taken = 0;
  for (let first = added[0]; first !== undefined; first = added[nextAdded]) {
    const reaching = firstReaching(stored, first.start, nextStored);
    for (; nextStored < reaching; nextStored++) sessions.push(must(stored[nextStored], 'a stored session'));
    const into = new GrowingSession(aggregates);
    // In order of start, of two that start together the stored one first. It takes in `first` at the latest behind one other.
    for (;;) {
      const [old, young] = [stored[nextStored], added[nextAdded]];
      const isOld = old !== undefined && (young === undefined || old.start <= young.start);
      const next = isOld ? old : young;
      if (next === undefined || !into.touches(next)) break;
      if (++taken % STEP_SESSIONS === 0) yield;
      if (isOld) {
        nextStored++;
        into.takeStored(next);
        if (into.start !== next.start) removed++;
      } else {
        nextAdded++;
        into.take(next);
      }
    }
    sessions.push(into.done());
  }
  for (; nextStored < stored.length; nextStored++) sessions.push(must(stored[nextStored], 'a stored session'));
  return { sessions, removed };
}

/** The first session from `from` on that ends at or after `time`. Sessions that do not touch end in the order of their starts. */
function firstReaching(sessions: readonly Session[], time: bigint, from: number): number {
  let low = from;
  let high = sessions.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (must(sessions[middle], 'a stored session').end < time) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** A session that takes in others in the order of their starts. */
class GrowingSession {
  readonly #aggregates: readonly BoundAggregate[];
  #session: { readonly start: bigint; end: bigint; buffers: AggregateBuffer[] } | null = null;

  constructor(aggregates: readonly BoundAggregate[]) {
    this.#aggregates = aggregates;
  }

  get start(): bigint | null {
    return this.#session?.start ?? null;
  }

  touches({ start }: Session): boolean {
    return this.#session === null || start <= this.#session.end;
  }

  /** One that was made here earlier: as the first one it needs no merging. */
  takeStored(stored: Session): void {
    if (this.#session !== null) this.take(stored);
    else this.#session = { ...stored, buffers: stored.buffers.map((buffer) => [...buffer]) };
  }

  take({ start, end, buffers }: Session): void {
    this.#session ??= { start, end, buffers: this.#aggregates.map((aggregate) => aggregate.initial()) };
    const session = this.#session;
    if (end > session.end) session.end = end;
    this.#aggregates.forEach((aggregate, index) => {
      aggregate.merge(must(session.buffers[index], 'a buffer'), must(buffers[index], 'a buffer for each aggregate'));
    });
  }

  done(): Session {
    return must(this.#session, 'a session has taken in another');
  }
}

function byStartAndEnd(a: Session, b: Session): number {
  if (a.start !== b.start) return a.start < b.start ? -1 : 1;
  if (a.end === b.end) return 0;
  return a.end < b.end ? -1 : 1;
}

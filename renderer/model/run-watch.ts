import { FIELD_COUNT } from '../../electron/contract/run-update.ts';
import { nodeStatus } from './node-figures.ts';
import type { RunState, RunStore } from './run-store.ts';

type Listener = (state: RunState) => void;

/** Tells of single nodes when their figures change, and of no other: however many are watched, a snapshot is compared once. */
export interface RunWatch {
  /** Returns the function that ends it. `listener` is not called for what holds now. */
  watch(nodeId: string, listener: Listener): () => void;
}

const watches = new WeakMap<RunStore, RunWatch>();

/** The watch of a store; always the same one. */
export function watchOf(run: RunStore): RunWatch {
  const known = watches.get(run) ?? createRunWatch(run);
  watches.set(run, known);
  return known;
}

function createRunWatch(run: RunStore): RunWatch {
  const listeners = new Map<string, Set<Listener>>();
  let drawn = 0;
  let end: (() => void) | null = null;
  const compare = (now: RunState, before: RunState): void => {
    const count = now.series?.count ?? 0;
    const isSampled = count !== drawn;
    drawn = count;
    for (const [nodeId, told] of listeners) {
      if (isSampled || differs(now, before, nodeId)) for (const listener of told) listener(now);
    }
  };
  return {
    watch(nodeId, listener) {
      if (end === null) {
        drawn = run.getState().series?.count ?? 0;
        end = run.subscribe(compare);
      }
      const told = listeners.get(nodeId) ?? new Set();
      listeners.set(nodeId, told.add(listener));
      return () => {
        told.delete(listener);
        if (told.size === 0) listeners.delete(nodeId);
        if (listeners.size > 0) return;
        end?.();
        end = null;
      };
    },
  };
}

function differs(now: RunState, before: RunState, nodeId: string): boolean {
  if (now.table?.layout !== before.table?.layout) return true;
  const place = now.table?.layout.places.get(nodeId);
  if (place === undefined || now.table === null || before.table === null) return false;
  for (let at = place * FIELD_COUNT; at < (place + 1) * FIELD_COUNT; at++) {
    if (now.table.totals[at] !== before.table.totals[at]) return true;
  }
  return now.rates[place] !== before.rates[place] || nodeStatus(now, nodeId) !== nodeStatus(before, nodeId);
}

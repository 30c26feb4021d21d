import { describe, expect, it } from 'vitest';
import type { QueryPause, QuerySnapshot, RunSnapshot } from '../../engine/session-shapes.ts';
import { hitsAt, isPaused, leadingHit } from './run-pause.ts';

const waiting: QueryPause = { reason: 'asked', batchId: 3, hits: [] };

function snapshot(
  ...queries: readonly { readonly isActive: boolean; readonly pause: QueryPause | null }[]
): RunSnapshot {
  return { sequence: 1, atMs: 0, runId: 'run', isActive: true, queries: queries as unknown as QuerySnapshot[] };
}

describe('a pause of the run', () => {
  it.each([
    ['no run', null, false],
    ['a run that goes on', snapshot({ isActive: true, pause: null }), false],
    [
      'a run of which one query still works',
      snapshot({ isActive: true, pause: waiting }, { isActive: true, pause: null }),
      false,
    ],
    [
      'a run whose queries all wait',
      snapshot({ isActive: true, pause: waiting }, { isActive: true, pause: waiting }),
      true,
    ],
    [
      'a query that waits beside one that has ended',
      snapshot({ isActive: true, pause: waiting }, { isActive: false, pause: null }),
      true,
    ],
    ['a run that has ended', snapshot({ isActive: false, pause: null }), false],
  ])('is seen in %s', (_, run, paused) => {
    expect(isPaused(run)).toBe(paused);
  });

  it('tells the rows that met a breakpoint, over all queries, and which met most', () => {
    const hit = (...hits: QueryPause['hits']): QueryPause => ({ reason: 'breakpoint', batchId: 1, hits });
    const run = snapshot(
      { isActive: true, pause: hit({ breakpointId: 'a', rows: 2 }, { breakpointId: 'b', rows: 4 }) },
      { isActive: true, pause: hit({ breakpointId: 'a', rows: 3 }) },
      { isActive: true, pause: null },
    );
    expect(hitsAt(run, 'a')).toBe(5);
    expect(hitsAt(run, 'c')).toBe(0);
    expect(leadingHit(run)).toEqual({ breakpointId: 'a', rows: 5 });
    expect(leadingHit(snapshot({ isActive: true, pause: waiting }))).toBeNull();
  });
});

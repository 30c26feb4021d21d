import { expect, it } from 'vitest';
import type { RunSnapshot } from '../../engine/session-shapes.ts';
import { setLanguage } from '../ui/i18n.ts';
import { runMoment, runWords } from './run-words.ts';

function snapshot(change: { isActive: boolean; batches: number; pause?: object | null }): RunSnapshot {
  const query = {
    isStreaming: true,
    isActive: change.isActive,
    exception: null,
    batchesCompleted: change.batches,
    nodes: { events: { in: 0, out: change.batches * 2000 } },
    pause: change.pause ?? null,
  };
  return { runId: 'r', isActive: change.isActive, queries: [query] } as unknown as RunSnapshot;
}

it('says when a run begins, waits and ends, with its counts', () => {
  setLanguage('en');
  const words = (of: RunSnapshot | null) => runWords(of, ['events']);
  expect(words(null)).toBe('');
  expect(words(snapshot({ isActive: true, batches: 1 }))).toBe('The run has started');
  expect(words(snapshot({ isActive: true, batches: 3, pause: { hits: [] } }))).toContain('6,000');
  expect(words(snapshot({ isActive: true, batches: 3, pause: { hits: [{ breakpointId: 'x', rows: 12 }] } }))).toContain(
    '12',
  );
  expect(words(snapshot({ isActive: false, batches: 50 }))).toMatch(/ended.*50.*100,000/);
});

it('says nothing while a run ticks, and each batch that it waits behind', () => {
  const active = [1, 2, 3].map((batches) => runMoment(snapshot({ isActive: true, batches })));
  expect(new Set(active).size).toBe(1);
  const waiting = [1, 2].map((batches) => runMoment(snapshot({ isActive: true, batches, pause: { hits: [] } })));
  expect(new Set([...active, ...waiting]).size).toBe(3);
});

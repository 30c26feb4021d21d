import { describe, expect, it } from 'vitest';
import type { SourceLogEntry } from '../logged-source.ts';
import { SourceLog } from './source-log.ts';

const entry = (path: string, batchId: number): SourceLogEntry => ({ path, timestamp: 1, batchId });

describe('[1.6] source log', () => {
  it('gives the files of a range, and itself for a checkpoint', () => {
    const log = new SourceLog();
    expect(log.latest).toBe(-1);
    log.add([{ path: 'a', modifiedMs: 1, sizeBytes: 7 }]);
    log.add([
      { path: 'b', modifiedMs: 1, sizeBytes: 7 },
      { path: 'c', modifiedMs: 1, sizeBytes: 7 },
    ]);
    expect(log.latest).toBe(1);
    expect(log.between(-1, 1).map(({ path }) => path)).toEqual(['a', 'b', 'c']);
    expect(log.between(0, 1).map(({ path }) => path)).toEqual(['b', 'c']);
    expect(log.between(1, 1)).toEqual([]);
    const saved = JSON.parse(JSON.stringify(log.export()));
    expect(saved).toEqual([entry('a', 0), entry('b', 1), entry('c', 1)]);
    expect(log.export(1)).toEqual([entry('b', 1), entry('c', 1)]);
    expect(log.export(2)).toEqual([]);
    const restored = new SourceLog();
    restored.restore(saved, 'events');
    expect(restored.export()).toEqual(saved);
    expect(restored.latest).toBe(1);
  });

  it.each<[string, SourceLogEntry[]]>([
    ['a gap', [entry('a', 0), entry('b', 2)]],
    ['a start after 0', [entry('a', 1)]],
    ['a step back', [entry('a', 0), entry('b', 1), entry('c', 0)]],
    ['a negative offset', [entry('a', -1)]],
    ['no number', [{ ...entry('a', 0), timestamp: Number.NaN }]],
    ['no path', [{ ...entry('a', 0), path: 7 as unknown as string }]],
  ])('refuses %s', (_, entries) => {
    expect(() => new SourceLog().restore(entries, 'events')).toThrowError(
      expect.objectContaining({ code: 'SRC-013', at: { nodeId: 'events' } }),
    );
  });
});

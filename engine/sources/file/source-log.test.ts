import { describe, expect, it } from 'vitest';
import type { SourceLogEntry } from '../logged-source.ts';
import { type LogOwner, SourceLog } from './source-log.ts';

const owner: LogOwner = { nodeId: 'events', path: '/in', mayHold: (file) => !file.startsWith('/etc') };

const entry = (path: string, batchId: number): SourceLogEntry => ({ path, timestamp: 1, batchId, size: 7, inode: 3 });

/** An entry with a field that is not what it should be. */
const odd = (changes: Readonly<Record<string, unknown>>): SourceLogEntry => ({ ...entry('a', 0), ...changes });

describe('[1.6] source log', () => {
  it('gives the files of a range, and itself for a checkpoint', () => {
    const log = new SourceLog();
    expect(log.latest).toBe(-1);
    const listed = { modifiedMs: 1, sizeBytes: 7, inode: 3 };
    log.add([{ path: 'a', ...listed }]);
    log.add([
      { path: 'b', ...listed },
      { path: 'c', ...listed },
    ]);
    expect(log.latest).toBe(1);
    expect(log.between(-1, 1).map(({ path }) => path)).toEqual(['a', 'b', 'c']);
    expect(log.between(0, 1)).toEqual([
      { path: 'b', ...listed },
      { path: 'c', ...listed },
    ]);
    expect(log.between(1, 1)).toEqual([]);
    const saved = JSON.parse(JSON.stringify(log.export()));
    expect(saved).toEqual([entry('a', 0), entry('b', 1), entry('c', 1)]);
    expect(log.export(1)).toEqual([entry('b', 1), entry('c', 1)]);
    expect(log.export(2)).toEqual([]);
    const restored = new SourceLog();
    restored.restore(saved, owner);
    expect(restored.export()).toEqual(saved);
    expect(restored.latest).toBe(1);
  });

  it('does without what other programs do not know', () => {
    const log = new SourceLog();
    const saved = [{ path: 'a', timestamp: 1, batchId: 0 }];
    log.restore(saved, owner);
    expect(log.between(-1, 0)).toEqual([{ path: 'a', modifiedMs: 1, sizeBytes: null, inode: undefined }]);
    expect(log.export()).toEqual(saved);
  });

  it('lets a file come again that was changed since', () => {
    const log = new SourceLog();
    log.restore([entry('a', 0), { ...entry('a', 1), timestamp: 2 }], owner);
    expect(log.between(0, 1)).toMatchObject([{ path: 'a', modifiedMs: 2 }]);
  });

  it.each<[string, SourceLogEntry[], string]>([
    ['a gap', [entry('a', 0), entry('b', 2)], 'SRC-013'],
    ['a start after 0', [entry('a', 1)], 'SRC-013'],
    ['a step back', [entry('a', 0), entry('b', 1), entry('c', 0)], 'SRC-013'],
    ['a negative offset', [entry('a', -1)], 'SRC-013'],
    ['half an offset', [entry('a', 0.5)], 'SRC-013'],
    ['an offset that is text', [odd({ batchId: '0' })], 'SRC-013'],
    ['no time', [odd({ timestamp: Number.NaN })], 'SRC-013'],
    ['a time that no date has', [odd({ timestamp: 1e300 })], 'SRC-013'],
    ['no path', [odd({ path: 7 })], 'SRC-013'],
    ['a negative size', [odd({ size: -1 })], 'SRC-013'],
    ['an endless size', [odd({ size: Number.POSITIVE_INFINITY })], 'SRC-013'],
    ['a size that is text', [odd({ size: '7' })], 'SRC-013'],
    ['an inode that is text', [odd({ inode: '3' })], 'SRC-013'],
    ['nothing', [null as unknown as SourceLogEntry], 'SRC-013'],
    ['a file of another place', [entry('/etc/passwd', 0)], 'SRC-161'],
    ['a file twice in a batch', [entry('a', 0), entry('a', 0)], 'SRC-162'],
    ['a file again that was not changed', [entry('a', 0), entry('b', 1), entry('a', 2)], 'SRC-162'],
  ])('refuses %s', (_, entries, code) => {
    expect(() => new SourceLog().restore(entries, owner)).toThrowError(
      expect.objectContaining({ code, at: { nodeId: 'events' } }),
    );
  });
});

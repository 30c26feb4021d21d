import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { must } from '../../base/assert.ts';
import { CancelledError } from '../../base/errors/engine-error.ts';
import { type Executor, type FilesScript, queryOf, runFiles } from '../../testing/run-files.ts';
import type { ExplainedQuery } from '../create-physical-query.ts';
import type { BatchResult, NodeCounts } from '../physical-query.ts';
import { StageLines } from './stage-lines.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'millrace-stage-'));
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true, force: true });
});

const fields = [
  { name: 'time', type: 'timestamp' },
  { name: 'action', type: 'string' },
];
const groups = { id: 'groups', kind: 'group-by', config: { keys: ['action'], aggregates: [{ function: 'count' }] } };
const script: FilesScript = { fields, nodes: [groups], files: [], mode: 'batch' };
const plain = '{"time":1,"action":"Open"}\n';
/** No scanner takes an array for a record. */
const general = '[{"time":1,"action":"Open"}]\n';

interface Watching {
  readonly counting?: (counts: Readonly<NodeCounts>) => void;
  readonly signal?: AbortSignal;
}

async function runOver(query: ExplainedQuery, { counting, signal }: Watching = {}): Promise<BatchResult> {
  const source = must(query.sources[0], 'one source');
  await source.prepare();
  const end = must(await source.latestOffset(null, 'unlimited'), 'there are files');
  return query.runBatch(
    { batchId: 0, timestampMs: 0, lateWatermarkMs: 0, evictWatermarkMs: 0, ranges: [{ start: null, end }] },
    { counting: counting ?? (() => undefined), malformed: () => undefined },
    signal ?? new AbortController().signal,
  );
}

function write(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

describe('while a batch runs', () => {
  test('plain lines do not take the general path', async () => {
    const decodeLine = vi.spyOn(StageLines.prototype, 'decode');
    const spaced = '{ "action" : "Close" , "time":"2016-07-26T02:05:00Z", "extra": {"a": [1, "x"]} }\r\n';
    await runFiles({ ...script, files: [{ bytes: plain.repeat(50) + spaced.repeat(50) }] }, 'compiled');
    expect(decodeLine).not.toHaveBeenCalled();
    await runFiles({ ...script, files: [{ bytes: plain + general + plain }] }, 'compiled');
    expect(decodeLine).toHaveBeenCalledTimes(1);
  });

  test.each([plain.repeat(20), general])('counts are shown, and whole in the end', async (text) => {
    write('a.json', text.repeat(text === general ? 60_000 : 50_000));
    const seen: number[] = [];
    const result = await runOver(await queryOf(script, folder, 'compiled'), {
      counting: (counts) => seen.push(must(counts.groups, 'a counter').in),
    });
    const rows = text === general ? 60_000 : 1_000_000;
    expect(result.counts.groups).toEqual({ in: rows, out: 1 });
    expect(seen.length).toBeGreaterThan(0);
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
    expect(seen.some((count) => count > 0 && count < rows)).toBe(true);
  });

  test('it gives way and ends soon after it is stopped', async () => {
    write('a.json', general.repeat(200_000));
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 30);
    const query = await queryOf(script, folder, 'compiled');
    const running = runOver(query, { signal: stop.signal });
    await expect(running).rejects.toBeInstanceOf(CancelledError);
  });

  test('a batch after one that failed starts from nothing', async () => {
    write('a.json', `${plain}${plain}`);
    const query = await queryOf(script, folder, 'compiled');
    const stop = new AbortController();
    stop.abort();
    await expect(runOver(query, { signal: stop.signal })).rejects.toBeInstanceOf(CancelledError);
    query.abortState();
    const source = must(query.sources[0], 'one source');
    const end = must(await source.latestOffset(null, 'unlimited'), 'there are files');
    const result = await query.runBatch(
      { batchId: 0, timestampMs: 0, lateWatermarkMs: 0, evictWatermarkMs: 0, ranges: [{ start: null, end }] },
      { counting: () => undefined, malformed: () => undefined },
      new AbortController().signal,
    );
    expect(result.rows).toEqual([['Open', 2n]]);
  });

  test.each<Executor>(['interpreted', 'compiled'])('a batch without files, %s', async (executor) => {
    for (const keys of [['action'], []]) {
      const query = await queryOf(
        { ...script, nodes: [{ ...groups, config: { ...groups.config, keys } }] },
        folder,
        executor,
      );
      const result = await query.runBatch(
        { batchId: 0, timestampMs: 0, lateWatermarkMs: 0, evictWatermarkMs: 0, ranges: [null] },
        { counting: () => undefined, malformed: () => undefined },
        new AbortController().signal,
      );
      expect(result.rows).toEqual(keys.length === 0 ? [[0n]] : []);
      expect(result.counts).toMatchObject({
        source: { in: 0, out: 0 },
        groups: { in: 0, out: keys.length === 0 ? 1 : 0 },
      });
    }
  });
});

describe.each<Executor>(['interpreted', 'compiled'])('files that go wrong, %s', (executor) => {
  const failing = async (change: (path: string) => void, options: Record<string, string> = {}) => {
    const path = write('a.json', plain.repeat(10));
    write('b.json', plain);
    const query = await queryOf({ ...script, source: { options } }, folder, executor);
    const source = must(query.sources[0], 'one source');
    await source.prepare();
    const end = must(await source.latestOffset(null, 'unlimited'), 'there are files');
    change(path);
    return query.runBatch(
      { batchId: 0, timestampMs: 0, lateWatermarkMs: 0, evictWatermarkMs: 0, ranges: [{ start: null, end }] },
      { counting: () => undefined, malformed: () => undefined },
      new AbortController().signal,
    );
  };

  test('gone', async () => {
    await expect(failing((path) => rmSync(path))).rejects.toMatchObject({ code: 'SRC-004', at: { nodeId: 'source' } });
    const result = await failing((path) => rmSync(path), { ignoreMissingFiles: 'true' });
    expect(result.rows).toEqual([['Open', 1n]]);
  });

  test('shorter than it was', async () => {
    const shorten = (path: string) => truncateSync(path, plain.length * 2 + 5);
    await expect(failing(shorten)).rejects.toMatchObject({ code: 'SRC-005' });
    const result = await failing(shorten, { ignoreCorruptFiles: 'true' });
    // Two whole lines, the broken rest of the third as a row of nulls, and the other file.
    expect(result.rows).toEqual([
      ['Open', 3n],
      [null, 1n],
    ]);
  });

  test('a line of 100 MB', async () => {
    const path = write('a.json', plain);
    writeFileSync(path, Buffer.concat([Buffer.from(`${plain}{"action":"`), Buffer.alloc(100 * 1024 * 1024, 0x78)]));
    const query = await queryOf(script, folder, executor);
    await expect(runOver(query)).rejects.toMatchObject({ code: 'SRC-006', params: { path, line: 2 } });
  });
});

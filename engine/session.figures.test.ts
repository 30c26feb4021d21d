/** What a run says of its nodes, on files: late rows, state, and where the time went. */
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { must } from './base/assert.ts';
import { createSession, type Session } from './session.ts';
import type { NodeFigures } from './session-shapes.ts';

let session: Session;
const folder = mkdtempSync(join(tmpdir(), 'millrace-figures-'));
beforeAll(async () => {
  session = await createSession({ threads: 1 });
});
afterAll(async () => {
  await session.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** One file a micro-batch; times are seconds behind 10:00. */
function files(...batches: readonly (readonly number[])[]): void {
  rmSync(join(folder, 'in'), { recursive: true, force: true });
  mkdirSync(join(folder, 'in'));
  for (const [index, seconds] of batches.entries()) {
    const path = join(folder, 'in', `${index}.json`);
    writeFileSync(path, seconds.map((second) => `{"time":${1_700_000_000 + second}}\n`).join(''));
    utimesSync(path, 1_700_000_000 + index, 1_700_000_000 + index);
  }
}

const document = {
  format: 'millrace.pipeline',
  version: 1,
  name: 'Figures',
  settings: { mode: 'streaming', timeZone: 'UTC' },
  nodes: [
    {
      id: 'files',
      kind: 'file-source',
      position: { x: 0, y: 0 },
      config: { path: 'in', format: 'json', maxFilesPerTrigger: 1 },
    },
    {
      id: 'typed',
      kind: 'schema',
      position: { x: 0, y: 0 },
      config: { fields: [{ name: 'time', type: 'timestamp' }] },
    },
    { id: 'late', kind: 'watermark', position: { x: 0, y: 0 }, config: { timeColumn: 'time', delay: '10 seconds' } },
    {
      id: 'windows',
      kind: 'window',
      position: { x: 0, y: 0 },
      config: { type: 'tumbling', timeColumn: 'time', duration: '5 seconds' },
    },
    {
      id: 'counts',
      kind: 'group-by',
      position: { x: 0, y: 0 },
      config: { keys: ['window'], aggregates: [{ function: 'count' }] },
    },
    {
      id: 'table',
      kind: 'memory-sink',
      position: { x: 0, y: 0 },
      config: { queryName: 'counted', outputMode: 'update' },
    },
  ],
  edges: [
    { source: 'files', target: 'typed' },
    { source: 'typed', target: 'late' },
    { source: 'late', target: 'windows' },
    { source: 'windows', target: 'counts' },
    { source: 'counts', target: 'table' },
  ],
};

async function run(interpreted: boolean): Promise<Readonly<Record<string, NodeFigures>>> {
  const running = await session.run(document, { baseDirectory: folder, follow: false, interpreted });
  await running.awaitTermination();
  const query = must(running.snapshot().queries[0], 'there is one query');
  expect(query.exception).toBeNull();
  return query.figures;
}

/** Each loop counts once. */
function sumOfShares(figures: Readonly<Record<string, NodeFigures>>): number {
  const loops = new Map<string, number>();
  let sum = 0;
  for (const { share, loop } of Object.values(figures)) {
    if (loop === null) sum += share ?? 0;
    else loops.set(loop, share ?? 0);
  }
  return [...loops.values()].reduce((all, each) => all + each, sum);
}

describe.each([false, true])('interpreted: %s', (interpreted) => {
  test('late rows of the run, rows in state, rows of the last batch', async () => {
    // From the second file on times are 90 s ahead of the watermark's delay; some of each file after it are far behind.
    files([0, 3], [100, 101], [102], [3, 103], [4, 11, 104], [16, 105]);
    const figures = await run(interpreted);
    const reports = session.recentProgress('counted').flatMap(({ stateOperators }) => stateOperators);
    const dropped = reports.map(({ numRowsDroppedByWatermark }) => numRowsDroppedByWatermark);
    expect(dropped.filter((rows) => rows > 0).length).toBeGreaterThan(1);
    expect(figures.counts?.lateRows).toBe(dropped.reduce((sum, rows) => sum + rows, 0));
    expect(figures.counts?.lateRows).toBe(4);
    expect(figures.counts?.stateRows).toBeGreaterThan(0);
    expect(figures.counts?.stateBytes).toBeGreaterThan(0);
    expect(figures.files).toMatchObject({ lateRows: 0, stateRows: null, stateBytes: null });
    expect(Object.keys(figures).sort()).toEqual(['counts', 'files', 'late', 'table', 'typed', 'windows']);
  });

  test('shares never make more than the whole', async () => {
    files(Array.from({ length: 5000 }, (_, row) => row / 100));
    const figures = await run(interpreted);
    const sum = sumOfShares(figures);
    expect(sum).toBeGreaterThan(0);
    expect(sum).toBeLessThanOrEqual(1 + 1e-9);
    for (const { share } of Object.values(figures)) expect(share ?? 0).toBeGreaterThanOrEqual(0);
  });

  test('nodes that run as one loop name the same one', async () => {
    files([0, 3]);
    const figures = await run(interpreted);
    const loops = ['files', 'typed', 'late', 'windows', 'counts', 'table'].map((id) => figures[id]?.loop);
    const one = ['counts', 'counts', 'counts', 'counts', 'counts', null];
    expect(loops).toEqual(interpreted ? ['typed', 'typed', null, null, null, null] : one);
  });
});

import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { createSession, type Run, type Session } from './session.ts';
import type { RunOptions } from './session-shapes.ts';
import { breakpointOn, firstOfUsers, LookedAtFiles, traceOf, windowCounts } from './testing/looked-at-run.ts';

const FILES = 4;

const rowsDocument = (trigger: object = {}) => ({
  format: 'millrace.pipeline',
  version: 1,
  name: 'rows',
  settings: { mode: 'streaming', timeZone: 'UTC' },
  nodes: [
    {
      id: 'given',
      kind: 'rows-source',
      position: { x: 0, y: 0 },
      config: {
        fields: [{ name: 'n', type: 'int' }],
        batches: [[{ n: 1 }, { n: 2 }], [{ n: 3 }], [], [{ n: 4 }, { n: 5 }, { n: 6 }]],
      },
    },
    { id: 'odd', kind: 'filter', position: { x: 200, y: 0 }, config: { condition: 'n % 2 = 1' } },
    {
      id: 'table',
      kind: 'memory-sink',
      position: { x: 400, y: 0 },
      config: { queryName: 'odd', outputMode: 'append', ...trigger },
    },
  ],
  edges: [
    { source: 'given', target: 'odd' },
    { source: 'odd', target: 'table' },
  ],
});

describe('pausing and stepping', () => {
  let session: Session;
  let files: LookedAtFiles;
  let options: RunOptions;
  let checkpoints = 0;
  beforeAll(async () => {
    session = await createSession();
    files = new LookedAtFiles(FILES, 40);
  });
  beforeEach(() => {
    options = { baseDirectory: files.folder, follow: false };
  });
  afterAll(async () => {
    await session.stop();
    files.remove();
  });

  const newCheckpoint = () => join(files.folder, `checkpoint-${checkpoints++}`);
  const queryOf = (run: Run) => run.snapshot().queries[0];
  const waits = (run: Run) => vi.waitFor(() => expect(queryOf(run)?.pause).not.toBeNull(), { timeout: 10_000 });
  const ends = (run: Run) => vi.waitFor(() => expect(queryOf(run)?.isActive).toBe(false), { timeout: 10_000 });

  describe.each([
    ['update', windowCounts('update')],
    ['append', windowCounts('append')],
    ['complete', windowCounts('complete')],
    ['rows that are kept', firstOfUsers()],
    ['rows of the document', rowsDocument()],
  ])('%s: a stepped run makes the batches of one that is not', (_, document) => {
    test.each([
      ['compiled', false],
      ['interpreted', true],
    ])('%s', async (_, interpreted) => {
      const plain = await traceOf(session, document, { ...options, interpreted });
      const stepped = await traceOf(session, document, { ...options, interpreted, startPaused: true }, (run) =>
        run.step(),
      );
      expect(stepped.progress).toEqual(plain.progress);
      expect(stepped.emitted).toEqual(plain.emitted);
      expect(stepped.end.nodes).toEqual(plain.end.nodes);
      // A step that finds nothing waits behind the same batch as before it.
      const waitedAt = [...new Set(stepped.pauses.map(({ batchId }) => batchId))];
      const batches = [null, ...Array.from({ length: plain.end.batchesCompleted }, (_, batchId) => batchId)];
      expect(waitedAt).toEqual(batches.slice(0, waitedAt.length));
      expect(waitedAt.length).toBeGreaterThanOrEqual(plain.end.batchesCompleted);
      expect(stepped.pauses.every(({ reason, hits }) => reason === 'asked' && hits.length === 0)).toBe(true);
    });

    test('also where it is stopped every two batches and started again', async () => {
      const printed = onConsole(document);
      const parts = async (how: 'stepped' | 'plain') => {
        const all = { ...options, checkpointDirectory: newCheckpoint() };
        const done: unknown[] = [];
        for (let part = 0; part < 10; part++) {
          const { progress, emitted, end, pauses } =
            how === 'plain'
              ? await traceOf(session, printed, { ...all, maxBatches: 2 })
              : await traceOf(session, printed, { ...all, startPaused: true }, async (run) => {
                  if (queryOf(run)?.batchesCompleted === 2) await run.stop();
                  else run.step();
                });
          expect(end.exception).toBeNull();
          if (how === 'stepped' && part === 1) expect(pauses[0]).toMatchObject({ batchId: 1 });
          done.push(progress, emitted);
          if (end.batchesCompleted < 2) break;
        }
        return done;
      };
      expect(await parts('stepped')).toEqual(await parts('plain'));
    });
  });

  test('a step fires at once however far the next trigger is, and says when there is nothing', async () => {
    const document = rowsDocument({ trigger: { type: 'processing-time', interval: '1 hour' } });
    const run = await session.run(document, { ...options, follow: true, startPaused: true });
    const seen: unknown[] = [];
    for (let step = 0; step < 6; step++) {
      await waits(run);
      const query = queryOf(run);
      seen.push([query?.pause?.batchId, query?.batchesCompleted, query?.status.message, query?.status.isDataAvailable]);
      const batches = query?.batchesCompleted;
      run.step();
      await vi.waitFor(() => {
        const now = queryOf(run);
        expect(
          now?.pause !== null && (now?.batchesCompleted !== batches || now?.status.message.startsWith('Waiting')),
        ).toBe(true);
      });
    }
    await waits(run);
    expect(queryOf(run)?.status).toEqual({
      message: 'Waiting for data to arrive',
      isDataAvailable: false,
      isTriggerActive: false,
    });
    expect(seen.slice(0, 3)).toEqual([
      [null, 0, 'Paused', false],
      [0, 1, 'Paused', true],
      [1, 2, 'Paused', true],
    ]);
    expect(queryOf(run)?.batchesCompleted).toBe(3);
    run.resume();
    await vi.waitFor(() =>
      expect(queryOf(run)).toMatchObject({ pause: null, status: { message: 'Waiting for next trigger' } }),
    );
    await run.stop();
    expect(queryOf(run)).toMatchObject({ isActive: false, pause: null, exception: null });
  });

  test('a run at full speed waits between two batches, and goes on where it was', async () => {
    const plain = await traceOf(session, windowCounts('complete'), options);
    let asked = 0;
    const run = await session.run(windowCounts('complete'), options, {
      emit: () => {
        if (asked++ === 1) run.pause();
      },
    });
    await waits(run);
    expect(queryOf(run)?.pause).toEqual({ reason: 'asked', batchId: 1, hits: [] });
    const before = queryOf(run)?.nodes;
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(queryOf(run)?.nodes).toEqual(before);
    run.setBreakpoints([breakpointOn('typed', 'some', 'n = 119')]);
    run.resume();
    await vi.waitFor(() => expect(queryOf(run)?.pause?.reason).toBe('breakpoint'), { timeout: 10_000 });
    expect(queryOf(run)?.pause).toMatchObject({ batchId: 2 });
    run.resume();
    await ends(run);
    expect(queryOf(run)?.nodes).toEqual(plain.end.nodes);
  });

  test('a step of a run that goes on is a pause', async () => {
    const run = await session.run(rowsDocument(), { ...options, follow: true });
    run.step();
    await waits(run);
    expect(queryOf(run)?.pause?.reason).toBe('asked');
    await run.stop();
  });

  test.each(['pause', 'start'])('a stop ends a run that waits: %s', async (how) => {
    const run = await session.run(rowsDocument(), { ...options, follow: true, startPaused: how === 'start' });
    run.pause();
    await waits(run);
    await run.stop();
    expect(queryOf(run)).toMatchObject({ isActive: false, pause: null, exception: null });
    run.step();
    run.resume();
    expect(queryOf(run)?.pause).toBeNull();
  });

  test('batch mode waits before its one batch', async () => {
    const { pauses, end } = await traceOf(session, windowCounts('complete'), {
      ...options,
      mode: 'batch',
      startPaused: true,
    });
    expect(pauses).toEqual([{ reason: 'asked', batchId: null, hits: [] }]);
    expect(end).toMatchObject({ batchesCompleted: 1, exception: null });
  });
});

/** With a sink that can go on from a checkpoint in every output mode. */
function onConsole(document: { nodes: readonly { id: string; config: object }[] }): unknown {
  const nodes = document.nodes.map((node) => {
    if (node.id !== 'table') return node;
    const { outputMode } = node.config as { outputMode?: string };
    return { ...node, kind: 'console-sink', config: { outputMode } };
  });
  return { ...document, nodes };
}

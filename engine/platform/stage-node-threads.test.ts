import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { must } from '../base/assert.ts';
import { CancelledError, EngineError } from '../base/errors/engine-error.ts';
import type { ExplainedQuery } from '../execution/create-physical-query.ts';
import type { StageRequest } from '../execution/parallel/stage-messages.ts';
import type { StageThreads, StageWorker, StartStageThread } from '../execution/parallel/stage-threads.ts';
import type { BatchResult } from '../execution/physical-query.ts';
import { type FilesScript, queryOf } from '../testing/run-files.ts';
import { NodeStageThreads } from './stage-node-threads.ts';
import { stageThreadStarter } from './testing/start-stage-thread.ts';

const counts = {
  id: 'counts',
  kind: 'group-by',
  config: { keys: ['user'], aggregates: [{ function: 'count' }, { function: 'sum', expr: 'n' }] },
};
const script: FilesScript = {
  fields: [
    { name: 'user', type: 'string' },
    { name: 'n', type: 'bigint' },
  ],
  nodes: [counts],
  files: [],
  mode: 'batch',
};

let start: StartStageThread;
let folder: string;
let threads: NodeStageThreads;
/** The threads that were started, in order. */
let started: Worker[];

beforeAll(() => {
  const real = stageThreadStarter();
  start = (options) => {
    const worker = real(options);
    started.push(worker as unknown as Worker);
    return worker;
  };
}, 120_000);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'millrace-threads-'));
  started = [];
  threads = new NodeStageThreads(2, (options) => start(options));
});

afterEach(async () => {
  await threads.stop();
  rmSync(folder, { recursive: true, force: true });
});

function write(rows: number, name = 'a.json'): void {
  const lines = Array.from({ length: rows }, (_, i) => `{"user":"u${i % 7}","n":${i}}\n`);
  writeFileSync(join(folder, name), lines.join(''));
}

async function runOver(query: ExplainedQuery, signal = new AbortController().signal): Promise<BatchResult> {
  const source = must(query.sources[0], 'one source');
  await source.prepare();
  const end = must(await source.latestOffset(null, 'unlimited'), 'there are files');
  try {
    return await query.runBatch(
      { batchId: 0, timestampMs: 0, lateWatermarkMs: 0, evictWatermarkMs: 0, ranges: [{ start: null, end }] },
      { counting: () => undefined, malformed: () => undefined },
      signal,
    );
  } finally {
    query.abortState();
  }
}

function queryWith(pool: StageThreads | null, rangeBytes = 1000): Promise<ExplainedQuery> {
  return queryOf(script, folder, 'compiled', { threads: pool, sharedBytesMin: 1, rangeBytes });
}

describe('worker threads', () => {
  test('give what one thread gives, from batch to batch', async () => {
    write(2000);
    const query = await queryWith(threads);
    const expected = await runOver(await queryWith(null));
    for (let batch = 0; batch < 3; batch++) {
      const { rows, counts: found, sourceRows } = await runOver(query);
      expect({ rows, found, sourceRows }).toEqual({
        rows: expected.rows,
        found: expected.counts,
        sourceRows: expected.sourceRows,
      });
    }
    expect(started).toHaveLength(2);
  });

  test('no thread is started before there is work for it', async () => {
    write(10);
    await runOver(await queryWith(threads, 1_000_000));
    expect(started).toEqual([]);
  });

  test('serve several queries at once', async () => {
    write(3000);
    const queries = await Promise.all(Array.from({ length: 3 }, () => queryWith(threads)));
    const [expected, ...found] = await Promise.all([
      queryWith(null).then((query) => runOver(query)),
      ...queries.map((query) => runOver(query)),
    ]);
    for (const { rows } of found) expect(rows).toEqual(expected.rows);
    expect(started).toHaveLength(2);
  });

  test('one that dies is replaced, and its batch run again on threads of its own', async () => {
    write(200_000);
    const query = await queryWith(threads);
    const running = runOver(query);
    await vi.waitFor(() => expect(started).toHaveLength(2));
    await must(started[1], 'a thread').terminate();
    const expected = await runOver(await queryWith(null));
    const { rows, counts: found, sourceRows } = await running;
    expect({ rows, found, sourceRows }).toEqual({
      rows: expected.rows,
      found: expected.counts,
      sourceRows: expected.sourceRows,
    });
    // Two of the pool, two for the batch alone, and one in the place of the dead one.
    expect((await runOver(query)).rows).toEqual(expected.rows);
    expect(started).toHaveLength(5);
  });

  test('queries that share those that die all go on, each on threads of its own', async () => {
    write(100_000);
    const queries = [await queryWith(threads), await queryWith(threads)];
    const running = Promise.all(queries.map((query) => runOver(query)));
    await vi.waitFor(() => expect(started).toHaveLength(2));
    for (const shared of [...started]) void shared.terminate();
    const expected = await runOver(await queryWith(null));
    for (const { rows } of await running) expect(rows).toEqual(expected.rows);
    expect(started).toHaveLength(6);
  });

  test('a stop while a batch is tried again ends the threads that it has alone', async () => {
    write(200_000);
    const query = await queryWith(threads);
    const controller = new AbortController();
    const running = runOver(query, controller.signal);
    await vi.waitFor(() => expect(started).toHaveLength(2));
    await must(started[0], 'a thread').terminate();
    await vi.waitFor(() => expect(started).toHaveLength(4));
    const ended = Promise.all(started.slice(2).map((lent) => new Promise((resolve) => lent.once('exit', resolve))));
    controller.abort();
    await expect(running).rejects.toBeInstanceOf(CancelledError);
    await ended;
  });

  test('break off when the run is stopped, and go on with the next', async () => {
    write(400_000);
    const query = await queryWith(threads, 1_000_000);
    await runOver(query);
    const controller = new AbortController();
    // Its first answer says that the batch has begun there; no range is read yet.
    must(started[0], 'a thread').once('message', () => controller.abort());
    const running = runOver(query, controller.signal);
    await expect(running).rejects.toBeInstanceOf(CancelledError);
    const expected = await runOver(await queryWith(null));
    expect((await runOver(query)).rows).toEqual(expected.rows);
    expect(started).toHaveLength(2);
  });

  test('end with the session', async () => {
    write(100);
    await runOver(await queryWith(threads));
    const ended = Promise.all(started.map((worker) => new Promise((resolve) => worker.once('exit', resolve))));
    await threads.stop();
    await ended;
    expect(() => threads.take(1)).toThrow('session');
  });
});

describe('threads that are of no use', () => {
  async function failureWith(broken: StartStageThread): Promise<unknown> {
    write(500);
    const pool = new NodeStageThreads(2, broken);
    try {
      return await runOver(await queryWith(pool)).catch((error: unknown) => error);
    } finally {
      await pool.stop();
    }
  }

  test('one that cannot be started', async () => {
    const failure = await failureWith(() => {
      throw new Error('no such file');
    });
    expect(failure).toMatchObject({ code: 'EXE-200', params: { tries: 3, reason: 'no such file' } });
  });

  test('one that ends by itself', async () => {
    const failure = await failureWith((options) => worker('process.exit(3)', options));
    expect(failure).toMatchObject({ code: 'EXE-200', params: { tries: 3, reason: 'exit code 3' } });
  });

  test('one that throws', async () => {
    const failure = await failureWith((options) => worker("throw new Error('no bundle')", options));
    expect(failure).toMatchObject({ code: 'EXE-200', params: { tries: 3, reason: 'no bundle' } });
  });

  test('one whose answer cannot be read', async () => {
    const failure = await failureWith((options) => {
      const inner = worker("require('node:worker_threads').parentPort.once('message', () => {})", options) as Worker;
      setTimeout(() => inner.emit('messageerror', new Error('not to be read')), 20);
      return inner;
    });
    expect(failure).toMatchObject({ code: 'EXE-200', params: { tries: 3, reason: 'not to be read' } });
  });

  test('a request that cannot be sent takes nobody else’s answer', async () => {
    const echo =
      "const { parentPort } = require('node:worker_threads'); parentPort.on('message', (m) => parentPort.postMessage(m));";
    const pool = new NodeStageThreads(1, (options) => worker(echo, options));
    const thread = must(pool.take(1)[0], 'a thread');
    const broken = { type: 'close', stage: () => undefined } as unknown as StageRequest;
    await expect(thread.request(broken)).rejects.toThrow('could not be cloned');
    expect(await thread.request({ type: 'close', stage: 7 })).toEqual({ type: 'close', stage: 7 });
    await pool.stop();
  });

  test('one that has ended answers nothing more', async () => {
    const pool = new NodeStageThreads(1, (options) => worker('process.exit(3)', options));
    const thread = must(pool.take(1)[0], 'a thread');
    const ended = { code: 'EXE-135', params: { reason: 'exit code 3' } };
    await expect(thread.request({ type: 'close', stage: 1 })).rejects.toMatchObject(ended);
    await expect(thread.request({ type: 'close', stage: 1 })).rejects.toMatchObject(ended);
    await pool.stop();
  });

  test('one whose heap is full', async () => {
    const code = 'const kept = []; for (;;) kept.push(new Array(1000).fill(1.5));';
    const resourceLimits = { maxOldGenerationSizeMb: 16, stackSizeMb: 4 };
    const failure = await failureWith((options) => worker(code, { ...options, resourceLimits }));
    expect(failure).toBeInstanceOf(EngineError);
    expect(failure).toMatchObject({ code: 'EXE-136' });
  });
});

function worker(code: string, options: Parameters<StartStageThread>[0]): StageWorker {
  return new Worker(code, { ...options, eval: true });
}

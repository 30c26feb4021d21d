import { describe, expect, test } from 'vitest';
import { diagnostic } from '../base/errors/diagnostic.ts';
import { CancelledError, EngineError } from '../base/errors/engine-error.ts';
import type { BatchObserver, BatchPlan, BatchResult, PhysicalQuery } from '../execution/physical-query.ts';
import type { Trigger } from '../plan/trigger.ts';
import type { Sink } from '../sinks/sink.ts';
import type { Offset, Source } from '../sources/source.ts';
import { INT } from '../types/data-type.ts';
import type { Row } from '../types/value.ts';
import { type LoggedBatch, NoJournal, type Recovery } from './batch-journal.ts';
import { type ExecutionListener, MicroBatchExecution } from './micro-batch-execution.ts';
import type { StreamingQueryProgress } from './progress.ts';
import { ManualClock } from './testing/manual-clock.ts';

/** A source of numbered batches that takes 50 ms to say how far it has come. */
class CountedSource implements Source {
  readonly nodeId = 'numbers';
  readonly description = 'Counted';
  readonly schema = [{ name: 'value', type: INT, nullable: true }];
  available = 0;
  reportsLatestOffset?: true;
  supportsAvailableNow?: false;
  readonly calls: string[] = [];
  readonly #clock: ManualClock;

  constructor(clock: ManualClock) {
    this.#clock = clock;
  }

  async prepare(): Promise<void> {}
  async freeze(): Promise<void> {}
  async read(): Promise<void> {}
  async commit(): Promise<void> {}
  async stop(): Promise<void> {
    this.calls.push('stop');
  }

  async latestOffset(start: Offset | null): Promise<Offset | null> {
    const last = start === null ? -1 : Number(start.n);
    if (last + 1 >= this.available) return start;
    this.#clock.advance(50);
    return { n: last + 1 };
  }
}

interface QueryDouble {
  readonly query: PhysicalQuery;
  readonly plans: BatchPlan[];
  readonly calls: string[];
}

function queryOver(
  source: Source,
  run: (plan: BatchPlan, signal: AbortSignal) => Promise<readonly Row[]>,
): QueryDouble {
  const plans: BatchPlan[] = [];
  const calls: string[] = [];
  const query: PhysicalQuery = {
    sources: [source],
    outputSchema: source.schema,
    outputMode: 'append',
    watermarkDelaysMs: [],
    watermarkNodeIds: [],
    nodeIds: ['numbers', 'sink'],
    isStateful: false,
    interpretedBecause: [],
    async runBatch(plan: BatchPlan, _observer: BatchObserver, signal: AbortSignal): Promise<BatchResult> {
      plans.push(plan);
      const rows = await run(plan, signal);
      return { rows, sourceRows: [rows.length], counts: {}, eventTimes: [], stateOperators: [] };
    },
    commitState: () => calls.push('commit'),
    abortState: () => calls.push('abort'),
    wantsNoDataBatch: () => false,
    looks: { check: () => [], setBreakpoints: () => undefined, peek: async () => null },
    operatorStates: [],
  };
  return { query, plans, calls };
}

const sinkOf = (addBatch: Sink['addBatch'] = async () => undefined): Sink => ({
  nodeId: 'sink',
  description: 'Test',
  addBatch,
});

function execute(
  query: PhysicalQuery,
  clock: ManualClock,
  trigger: Trigger,
  sink = sinkOf(),
  listener: ExecutionListener = {},
) {
  const journal = new NoJournal('query-id');
  return new MicroBatchExecution(
    { name: 'numbers', query, sink, trigger, journal, runId: 'run-id', clock, isStreaming: true },
    listener,
  );
}

/** Lets everything that is ready run, then moves the clock when all are asleep. */
async function settle(clock: ManualClock, until: () => boolean, stepMs = 10): Promise<void> {
  for (let turn = 0; turn < 500 && !until(); turn++) {
    await new Promise((resolve) => setImmediate(resolve));
    if (clock.sleeping > 0 && !until()) clock.advance(stepMs);
  }
}

describe('progress', () => {
  test('[PR-1] [PR-3] worked example 40: timestamps, durations and rates', async () => {
    const clock = new ManualClock(1000);
    const source = new CountedSource(clock);
    source.available = 2;
    const { query } = queryOver(source, async () => {
      clock.advance(450);
      return [[1], [2]];
    });
    const told: StreamingQueryProgress[] = [];
    const execution = execute(query, clock, { type: 'processing-time', intervalMs: 1000 }, sinkOf(), {
      progressed: (_, progress) => told.push(progress),
    });
    const ended = execution.run();
    await settle(clock, () => told.length >= 2);
    await execution.stop();
    await ended;
    expect(told[0]).toMatchObject({
      id: 'query-id',
      runId: 'run-id',
      name: 'numbers',
      timestamp: '1970-01-01T00:00:01.000Z',
      batchId: 0,
      batchDuration: 500,
      numInputRows: 2,
      inputRowsPerSecond: 0,
      processedRowsPerSecond: 4,
      durationMs: { addBatch: 450, latestOffset: 50, triggerExecution: 500 },
      sources: [
        { description: 'Counted', startOffset: null, endOffset: { n: 0 }, latestOffset: null, numInputRows: 2 },
      ],
      sink: { description: 'Test', numOutputRows: 2 },
    });
    expect(Object.keys(told[0]?.durationMs ?? {})).toEqual([
      'addBatch',
      'commitOffsets',
      'getBatch',
      'latestOffset',
      'queryPlanning',
      'triggerExecution',
      'walCommit',
    ]);
    expect(told[1]).toMatchObject({
      timestamp: '1970-01-01T00:00:02.000Z',
      batchId: 1,
      inputRowsPerSecond: 2,
      sources: [{ startOffset: { n: 0 }, endOffset: { n: 1 } }],
    });
    expect(Object.keys(told[0] ?? {})).toEqual([
      'id',
      'runId',
      'name',
      'timestamp',
      'batchId',
      'batchDuration',
      'numInputRows',
      'inputRowsPerSecond',
      'processedRowsPerSecond',
      'durationMs',
      'stateOperators',
      'sources',
      'sink',
    ]);
  });

  test('[PR-1] [PR-6] what it tells of operators, nodes, sources and sinks, in Spark’s order', async () => {
    const clock = new ManualClock(0);
    const source = new CountedSource(clock);
    source.available = 1;
    source.reportsLatestOffset = true;
    const operator = {
      customMetrics: { numDroppedDuplicateRows: 1 },
      numRowsDroppedByWatermark: 2,
      operatorName: 'dedupe',
      numRowsTotal: 5,
      numRowsUpdated: 3,
      allUpdatesTimeMs: 7,
      numRowsRemoved: 4,
      allRemovalsTimeMs: 8,
      commitTimeMs: 9,
      memoryUsedBytes: 100,
    };
    const { query } = queryOver(source, async () => [[1]]);
    const runBatch = async (...call: Parameters<PhysicalQuery['runBatch']>): Promise<BatchResult> => ({
      ...(await query.runBatch(...call)),
      counts: { 'z-node': { in: 9, out: 8 }, 'a-node': { in: 0, out: 9 }, sink: { in: 8, out: 8 } },
      stateOperators: [operator, { ...operator, numStateStoreInstances: 4, customMetrics: {} }],
    });
    const told: StreamingQueryProgress[] = [];
    const sink = { ...sinkOf(), reportsRows: false };
    const execution = execute({ ...query, runBatch }, clock, { type: 'default' }, sink, {
      progressed: (_, progress) => told.push(progress),
    });
    const ended = execution.run();
    await settle(clock, () => told.length === 2, 1000);
    await execution.stop();
    await ended;
    const [first, idle] = told;
    expect(Object.keys(first ?? {}).slice(-4)).toEqual(['stateOperators', 'sources', 'sink', 'observedMetrics']);
    expect(JSON.stringify(first?.observedMetrics)).toBe('{"a-node":{"rows":9},"z-node":{"rows":8}}');
    expect(first?.sink.numOutputRows).toBe(-1);
    expect(first?.sources[0]).toMatchObject({ endOffset: { n: 0 }, latestOffset: { n: 0 } });
    expect(JSON.stringify(first?.stateOperators[0])).toBe(
      '{"operatorName":"dedupe","numRowsTotal":5,"numRowsUpdated":3,"allUpdatesTimeMs":7,"numRowsRemoved":4,"allRemovalsTimeMs":8,' +
        '"commitTimeMs":9,"memoryUsedBytes":100,"numRowsDroppedByWatermark":2,"numShufflePartitions":1,"numStateStoreInstances":1,' +
        '"customMetrics":{"numDroppedDuplicateRows":1}}',
    );
    expect(first?.stateOperators[1]).toMatchObject({ numStateStoreInstances: 4 });
    expect(first?.stateOperators[1]).not.toHaveProperty('customMetrics');
    expect(idle?.stateOperators[0]).toMatchObject({
      numRowsTotal: 5,
      numRowsUpdated: 0,
      numRowsRemoved: 0,
      numRowsDroppedByWatermark: 0,
    });
    expect(idle?.sink.numOutputRows).toBe(-1);
    expect(idle).not.toHaveProperty('observedMetrics');
    expect(Object.keys(idle?.durationMs ?? {})).toEqual(['latestOffset', 'triggerExecution']);
  });

  test('[PR-2] an idle query reports at most every 10 s, with the batch that will come next', async () => {
    const clock = new ManualClock(0);
    const source = new CountedSource(clock);
    const told: StreamingQueryProgress[] = [];
    const execution = execute(queryOver(source, async () => []).query, clock, { type: 'default' }, sinkOf(), {
      progressed: (_, progress) => told.push(progress),
    });
    const ended = execution.run();
    await settle(clock, () => clock.now() > 25_000, 200);
    await execution.stop();
    await ended;
    expect(told.length).toBe(3);
    expect(told.every(({ batchId, numInputRows }) => batchId === 0 && numInputRows === 0)).toBe(true);
  });

  test('[PR-3] rates have one decimal, and none that is infinite is told', async () => {
    const clock = new ManualClock(0);
    const source = new CountedSource(new ManualClock(0));
    source.available = 3;
    const { query } = queryOver(source, async ({ batchId }) => {
      if (batchId === 1) clock.advance(300);
      return [[1]];
    });
    const told: StreamingQueryProgress[] = [];
    const execution = execute(query, clock, { type: 'available-now' }, sinkOf(), {
      progressed: (_, progress) => told.push(progress),
    });
    await execution.run();
    expect(
      told.map(({ inputRowsPerSecond, processedRowsPerSecond }) => [inputRowsPerSecond, processedRowsPerSecond]),
    ).toEqual([
      [0, 1000],
      [undefined, 3.3],
      [3.3, 1000],
    ]);
    expect(told[1]).not.toHaveProperty('inputRowsPerSecond');
  });

  test('[PR-5] the newest 99 reports are kept', async () => {
    const clock = new ManualClock(0);
    const source = new CountedSource(clock);
    source.available = 150;
    const execution = execute(queryOver(source, async () => []).query, clock, { type: 'available-now' });
    await execution.run();
    expect(execution.recentProgress.length).toBe(99);
    expect(execution.lastProgress?.batchId).toBe(149);
  });
});

test('[CP-1] the offsets of a batch are logged before it runs, its commit once its rows are with the sink', async () => {
  const clock = new ManualClock(0);
  const source = new CountedSource(clock);
  source.available = 2;
  const calls: string[] = [];
  const { query } = queryOver(source, async ({ batchId }) => {
    calls.push(`run ${batchId}`);
    return [];
  });
  class ToldJournal extends NoJournal {
    override async logOffsets(batch?: LoggedBatch): Promise<void> {
      calls.push(`offsets ${batch?.batchId}`);
    }
    override async saveState(batchId?: number): Promise<void> {
      calls.push(`state ${batchId}`);
    }
    override async logCommit(batchId?: number): Promise<void> {
      calls.push(`commit ${batchId}`);
    }
    override async maintain(): Promise<void> {
      calls.push('maintain');
    }
    override async close(): Promise<void> {
      calls.push('close');
    }
  }
  const sink: Sink = {
    ...sinkOf(async (batchId) => {
      calls.push(`sink ${batchId}`);
    }),
    prepare: async ({ nextBatchId }) => {
      calls.push(`prepare for ${nextBatchId}`);
    },
    stop: async () => {
      calls.push('sink stops');
    },
  };
  const commitState = () => calls.push('in memory');
  const trigger = { type: 'available-now' } as const;
  const journal = new ToldJournal('query-id');
  const listener: ExecutionListener = { progressed: () => calls.push('progress') };
  const options = {
    name: 'q',
    query: { ...query, commitState },
    sink,
    trigger,
    journal,
    runId: 'r',
    clock,
    isStreaming: true,
  };
  await new MicroBatchExecution(options, listener).run();
  const batch = (id: number) => [
    ...['offsets', 'run', 'state', 'sink', 'commit'].map((what) => `${what} ${id}`),
    'in memory',
    'progress',
    'maintain',
  ];
  expect(calls).toEqual(['prepare for 0', ...batch(0), ...batch(1), 'sink stops', 'close']);
});

describe('a batch that comes to nothing', () => {
  const broken = new EngineError('EXE-105', { path: '/checkpoint/file', reason: 'EIO' });

  test.each([
    ['logOffsets', [], []],
    ['saveState', ['abort'], []],
    ['logCommit', ['abort'], [0]],
  ] as const)('for which %s fails is in no count, and its state is forgotten', async (step, states, handed) => {
    const clock = new ManualClock(0);
    const source = new CountedSource(clock);
    source.available = 1;
    const double = queryOver(source, async () => [[1]]);
    const told: unknown[] = [];
    class BrokenJournal extends NoJournal {
      closed = 0;
      override async close(): Promise<void> {
        this.closed++;
      }
    }
    const journal = new BrokenJournal('query-id');
    journal[step] = () => Promise.reject(broken);
    const taken: number[] = [];
    const sink = sinkOf(async (batchId) => void taken.push(batchId));
    const trigger: Trigger = { type: 'default' };
    const options = {
      name: 'numbers',
      query: double.query,
      sink,
      trigger,
      journal,
      runId: 'r',
      clock,
      isStreaming: true,
    };
    const execution = new MicroBatchExecution(options, {
      emitted: () => told.push('emitted'),
      progressed: () => told.push('progress'),
    });
    await execution.run();
    expect(execution.exception).toMatchObject({ code: 'EXE-105', params: broken.params, at: { query: 'numbers' } });
    expect(execution).toMatchObject({ isActive: false, batchesCompleted: 0, lastProgress: null });
    expect([double.calls, taken, told, journal.closed]).toEqual([states, handed, [], 1]);
  });

  test('a checkpoint that cannot be opened is given back all the same, and the sink is not asked', async () => {
    const clock = new ManualClock(0);
    const calls: string[] = [];
    class RefusingJournal extends NoJournal {
      override async open(): Promise<never> {
        calls.push('open');
        throw broken;
      }
      override async close(): Promise<void> {
        calls.push('close');
      }
    }
    const source = new CountedSource(clock);
    const sink: Sink = { ...sinkOf(), prepare: async () => void calls.push('prepare') };
    const { query } = queryOver(source, async () => []);
    const journal = new RefusingJournal('query-id');
    const trigger: Trigger = { type: 'once' };
    const options = { name: 'q', query, sink, trigger, journal, runId: 'r', clock, isStreaming: true };
    const execution = new MicroBatchExecution(options);
    await execution.run();
    expect(execution.exception?.code).toBe('EXE-105');
    expect(calls).toEqual(['open', 'close']);
  });

  test('a stop while the checkpoint is tidied up ends the run cleanly, with the batch counted', async () => {
    const clock = new ManualClock(0);
    const source = new CountedSource(clock);
    source.available = 1;
    const double = queryOver(source, async () => [[1]]);
    class SlowJournal extends NoJournal {
      override async maintain(_states?: unknown, signal?: AbortSignal): Promise<void> {
        await new Promise<void>((resolve) => signal?.addEventListener('abort', () => resolve()));
        throw new CancelledError();
      }
    }
    const journal = new SlowJournal('query-id');
    const trigger: Trigger = { type: 'default' };
    const sink = sinkOf();
    const options = { name: 'q', query: double.query, sink, trigger, journal, runId: 'r', clock, isStreaming: true };
    const execution = new MicroBatchExecution(options);
    const ended = execution.run();
    await settle(clock, () => execution.batchesCompleted === 1);
    await execution.stop();
    await ended;
    expect(execution).toMatchObject({ exception: null, batchesCompleted: 1 });
    expect(double.calls).toEqual(['commit']);
  });
});

test('what a recovery has found is told once the query has started', async () => {
  const clock = new ManualClock(0);
  const finding = diagnostic('EXE-158', {}, { path: '/c', file: 'commits/3', batch: 5 }, 'warning');
  class FindingJournal extends NoJournal {
    override async open(sources: readonly Source[]): Promise<Recovery> {
      return { ...(await super.open(sources)), findings: [finding] };
    }
  }
  const { query } = queryOver(new CountedSource(clock), async () => []);
  const told: unknown[] = [];
  const journal = new FindingJournal('query-id');
  const trigger: Trigger = { type: 'once' };
  await new MicroBatchExecution(
    { name: 'q', query, sink: sinkOf(), trigger, journal, runId: 'r', clock, isStreaming: true },
    { started: () => told.push('started'), found: (_, found) => told.push(found) },
  ).run();
  expect(told).toEqual(['started', finding]);
});

describe('ending', () => {
  test('a failure of ours ends the query with a code, keeps no state and says so in its status', async () => {
    const clock = new ManualClock(0);
    const source = new CountedSource(clock);
    source.available = 1;
    const double = queryOver(source, async () => [[1]]);
    const sink = sinkOf(async () => {
      throw new Error('the sink is broken');
    });
    const execution = execute(double.query, clock, { type: 'default' }, sink);
    await execution.run();
    expect(execution.exception).toMatchObject({
      code: 'EXE-102',
      at: { query: 'numbers' },
      params: { reason: 'the sink is broken' },
    });
    expect(execution.status.message).toMatch(/^Terminated with exception: /);
    expect(double.calls).toEqual(['abort']);
    await expect(execution.processAllAvailable()).rejects.toMatchObject({ code: 'EXE-102' });
  });

  test('a stop in the middle of a batch leaves no trace of it', async () => {
    const clock = new ManualClock(0);
    const source = new CountedSource(clock);
    source.available = 1;
    const handed: number[] = [];
    const double = queryOver(source, (_, signal) => {
      return new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => reject(new CancelledError()));
      });
    });
    const execution = execute(
      double.query,
      clock,
      { type: 'default' },
      sinkOf(async (batchId) => void handed.push(batchId)),
    );
    const ended = execution.run();
    await settle(clock, () => double.plans.length === 1);
    await execution.stop();
    await ended;
    expect(execution).toMatchObject({
      isActive: false,
      exception: null,
      batchesCompleted: 0,
      status: { message: 'Stopped' },
    });
    expect(double.calls).toEqual(['abort']);
    expect(handed).toEqual([]);
  });

  test('sources and sink are let go of, and the sink is asked before the first batch', async () => {
    const clock = new ManualClock(0);
    const source = new CountedSource(clock);
    const calls: unknown[] = [];
    const sink: Sink = {
      ...sinkOf(),
      prepare: async (run) => void calls.push(run),
      stop: async () => void calls.push('stop'),
    };
    await execute(queryOver(source, async () => []).query, clock, { type: 'once' }, sink).run();
    expect(calls).toEqual([{ hasCheckpoint: false, queryId: 'query-id', nextBatchId: 0, isRerun: false }, 'stop']);
    expect(source.calls).toEqual(['stop']);
    const refusing = { ...sink, prepare: async () => Promise.reject(new Error('no such folder')) };
    const execution = execute(queryOver(source, async () => []).query, clock, { type: 'once' }, refusing);
    await execution.run();
    expect(execution.exception?.params).toEqual({ reason: 'no such folder' });
    expect(source.calls).toEqual(['stop', 'stop']);
  });

  test('what cannot be let go of fails the run, and the others are let go of all the same', async () => {
    const clock = new ManualClock(0);
    const source = new CountedSource(clock);
    source.stop = async () => Promise.reject(new Error('still open'));
    const calls: string[] = [];
    const sink: Sink = { ...sinkOf(), stop: async () => void calls.push('stop') };
    const ended: unknown[] = [];
    const listener: ExecutionListener = { terminated: (_, error) => ended.push(error?.params) };
    const execution = execute(queryOver(source, async () => []).query, clock, { type: 'once' }, sink, listener);
    await execution.run();
    expect(execution.isActive).toBe(false);
    expect(execution.exception?.params).toEqual({ reason: 'still open' });
    expect(calls).toEqual(['stop']);
    expect(ended).toEqual([{ reason: 'still open' }]);
  });

  test('[TR-4] available-now makes one batch of all there is where a source cannot fix its end', async () => {
    const clock = new ManualClock(0);
    const source = new CountedSource(clock);
    source.available = 5;
    source.supportsAvailableNow = false;
    const limits: unknown[] = [];
    const latestOffset = source.latestOffset.bind(source);
    source.latestOffset = async (start: Offset | null, limit?: unknown) => {
      limits.push(limit);
      return latestOffset(start);
    };
    const double = queryOver(source, async () => []);
    await execute({ ...double.query, wantsNoDataBatch: () => true }, clock, { type: 'available-now' }).run();
    expect(double.plans.length).toBe(1);
    expect(limits).toEqual(['unlimited']);
  });

  test('what it says of itself between triggers', async () => {
    const clock = new ManualClock(0);
    const status = async (trigger: Trigger) => {
      const source = new CountedSource(clock);
      const said: string[] = [];
      const execution = execute(
        queryOver(source, async () => []).query,
        clock,
        trigger,
        sinkOf(async () => void said.push(execution.status.message)),
      );
      said.push(execution.status.message);
      source.available = 1;
      const ended = execution.run();
      await settle(clock, () => execution.batchesCompleted === 1 && clock.sleeping > 0, 0);
      said.push(execution.status.message, String(execution.status.isTriggerActive));
      await execution.stop();
      await ended;
      said.push(execution.status.message);
      return said;
    };
    expect(await status({ type: 'default' })).toEqual([
      'Initializing StreamExecution',
      'Processing new data',
      'Waiting for data to arrive',
      'false',
      'Stopped',
    ]);
    expect(await status({ type: 'processing-time', intervalMs: 1000 })).toEqual([
      'Initializing StreamExecution',
      'Processing new data',
      'Waiting for next trigger',
      'false',
      'Stopped',
    ]);
  });

  test('[TR-3] once runs one batch and takes all there is', async () => {
    const clock = new ManualClock(0);
    const source = new CountedSource(clock);
    source.available = 5;
    const double = queryOver(source, async () => []);
    await execute(double.query, clock, { type: 'once' }).run();
    expect(double.plans.length).toBe(1);
  });

  test('[TR-4] available-now takes every batch that is there, then ends', async () => {
    const clock = new ManualClock(0);
    const source = new CountedSource(clock);
    source.available = 5;
    const double = queryOver(source, async () => []);
    await execute(double.query, clock, { type: 'available-now' }).run();
    expect(double.plans.map(({ batchId }) => batchId)).toEqual([0, 1, 2, 3, 4]);
    expect(double.plans[3]?.ranges).toEqual([{ start: { n: 2 }, end: { n: 3 } }]);
  });
});

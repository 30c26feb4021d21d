import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { must } from '../../base/assert.ts';
import { CancelledError, EngineError } from '../../base/errors/engine-error.ts';
import type { FileSlice } from '../../sources/file-slice.ts';
import { Pacer } from '../../sources/pacer.ts';
import type { GroupTable } from '../../state/groups/group-table.ts';
import { BatchScope } from '../batch-scope.ts';
import { cutRanges } from './cut-ranges.ts';
import { ParallelFailure, ParallelStage } from './parallel-stage.ts';
import type { StageData, StageRequest } from './stage-messages.ts';
import { StageReports } from './stage-reports.ts';
import type { LentThreads, StageThread, StageThreads } from './stage-threads.ts';
import { InProcessThreads } from './testing/in-process-threads.ts';
import { linePlan, lineTask } from './testing/line-task.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'millrace-parallel-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const data = () => ({ plan: { plan: null }, settings: {}, isCounted: [], timeZone: 'UTC' }) as unknown as StageData;

function files(...texts: readonly string[]): FileSlice[] {
  return texts.map((text, index) => {
    const path = join(folder, `${index}.txt`);
    writeFileSync(path, text);
    return { path, sizeBytes: statSync(path).size, modifiedMs: 0 };
  });
}

/** All that a batch makes known. */
class Batch {
  readonly notes: string[] = [];
  readonly scope: BatchScope;
  readonly reports: StageReports;
  readonly controller = new AbortController();

  constructor() {
    const plan = { batchId: 0, timestampMs: 0, lateWatermarkMs: 0, evictWatermarkMs: 0, ranges: [] };
    this.scope = new BatchScope(plan, ['lines', 'rows'], 2);
    const observer = {
      counting: () => undefined,
      malformed: (_: string, { path, line, reason }: { path: string; line: number; reason: string }) =>
        this.notes.push(`${path.slice(folder.length)}:${line} ${reason}`),
    };
    this.reports = new StageReports(this.scope, observer, 1, 1);
  }

  outcome(table: GroupTable): unknown {
    this.reports.end();
    const groups = Array.from({ length: table.size }, (_, group) => [
      table.valuesOf(group),
      ...table.accumulators.map(({ aggregate }, call) =>
        aggregate.result(must(table.buffersOf(group)[call], 'a buffer for each call')),
      ),
    ]);
    return { groups, counts: this.scope.counts, eventTimes: this.scope.eventTimes, notes: this.notes };
  }
}

async function inOrder(slices: readonly FileSlice[], rangeBytes: number | null): Promise<unknown> {
  const batch = new Batch();
  const task = lineTask(false);
  const table = task.createTable();
  const ranges = cutRanges(slices, rangeBytes ?? 1e6);
  for (const { slice, fromByte, toByte } of ranges.flat()) {
    const pacer = new Pacer(batch.controller.signal);
    batch.reports.add(
      slice.path,
      fromByte,
      await task.runRange(slice, fromByte, toByte, { kind: 'groups', table }, pacer),
    );
  }
  return batch.outcome(table);
}

interface ParallelOptions {
  readonly threads: number;
  readonly rangeBytes: number;
  readonly isOrderSensitive?: boolean;
  readonly batch?: Batch;
  readonly holding?: (bytes: number) => void;
  readonly pool?: StageThreads;
  readonly stage?: ParallelStage;
}

async function inParallel(slices: readonly FileSlice[], options: ParallelOptions): Promise<unknown> {
  const { threads, rangeBytes, isOrderSensitive = false, batch = new Batch() } = options;
  const pool = options.pool ?? new InProcessThreads(threads, () => lineTask(isOrderSensitive));
  const stage = options.stage ?? new ParallelStage(linePlan, data, pool);
  const table = await stage.run({
    ranges: cutRanges(slices, rangeBytes),
    batchTimestampMs: 0,
    folderColumns: [],
    isOrderSensitive,
    reports: batch.reports,
    signal: batch.controller.signal,
    holding: options.holding ?? (() => undefined),
  });
  return batch.outcome(table);
}

/** Lines whose sums of doubles depend on the order of additions. */
function manyLines(seed: number, count: number): string {
  let state = seed;
  const next = (below: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return (state >>> 8) % below;
  };
  return Array.from({ length: count }, (_, i) => {
    const kind = next(12);
    if (kind === 0) return `!${i}\n`;
    if (kind === 1) return '\n';
    return `${'k'.repeat(next(4))}${next(9)}é ${next(1000) / 7 + (kind === 2 ? 1e16 : 0)}\n`;
  }).join('');
}

describe('ranges of any size, over any number of threads', () => {
  const texts = [
    '',
    manyLines(1, 60),
    manyLines(2, 3),
    '\n\n',
    manyLines(3, 40).trimEnd(),
    `x${'y'.repeat(700)} 1\n`,
    'a 1',
  ];

  test.each([1, 2, 3, 7, 64, 200, 100_000])('of %i bytes', async (rangeBytes) => {
    const slices = files(...texts);
    const expected = await inOrder(slices, null);
    expect(await inOrder(slices, rangeBytes)).toEqual(expected);
    const whole = new Map<boolean, unknown>();
    for (const threads of [1, 2, 4]) {
      // The order of what is listed and added is that of the ranges, not of the rows, unless it is asked for.
      const found = await inParallel(slices, { threads, rangeBytes, isOrderSensitive: true });
      expect(found).toEqual(whole.get(true) ?? found);
      whole.set(true, found);
      expect(countsOnly(found)).toEqual(countsOnly(expected));
      expect(lists(found)).toEqual(lists(expected));
      expect(countsOnly(await inParallel(slices, { threads, rangeBytes }))).toEqual(countsOnly(expected));
    }
  });

  test('one table after the other', async () => {
    const pool = new InProcessThreads(2, () => lineTask(false));
    const stage = new ParallelStage(linePlan, data, pool);
    for (const text of ['a 1\nb 2\n', 'c 1\na 5\nd 4\n', 'e 1\n']) {
      const slices = files(text);
      const expected = await inOrder(slices, null);
      expect(countsOnly(await inParallel(slices, { threads: 2, rangeBytes: 4, pool, stage }))).toEqual(
        countsOnly(expected),
      );
    }
    expect(pool.seen.filter((request) => request.endsWith('open'))).toHaveLength(2);
  });

  test('a batch of one empty file', async () => {
    expect(await inParallel(files(''), { threads: 2, rangeBytes: 10 })).toEqual(await inOrder(files(''), null));
  });
});

interface Outcome {
  readonly groups: readonly (readonly [
    readonly string[],
    readonly unknown[],
    readonly unknown[],
    readonly unknown[],
  ])[];
}

/** The outcome without sums and lists. */
function countsOnly(outcome: unknown): unknown {
  const { groups, ...others } = outcome as Outcome;
  return { ...others, groups: groups.map(([keys, count]) => [keys, count]) };
}

function lists(outcome: unknown): unknown {
  return (outcome as Outcome).groups.map(([keys, , , list]) => [keys, list]);
}

/** Threads that answer nothing from the first request of a type on, until they are let go on. */
class HeldThreads implements StageThreads {
  readonly count = 2;
  readonly isStarted = true;
  isHolding = false;
  readonly #inner = new InProcessThreads(2, () => lineTask(false));
  readonly #held: StageRequest['type'];
  #gate: Promise<void> | null = null;
  #open = (): void => undefined;

  constructor(held: StageRequest['type']) {
    this.#held = held;
  }

  take(count: number): readonly StageThread[] {
    return this.#inner.take(count).map((thread) => ({
      openStages: thread.openStages,
      request: async (request) => {
        if (request.type === this.#held && this.#gate === null) {
          this.isHolding = true;
          this.#gate = new Promise((resolve) => {
            this.#open = resolve;
          });
        }
        await this.#gate;
        return thread.request(request);
      },
    }));
  }

  takeAlone(count: number): LentThreads {
    return this.#inner.takeAlone(count);
  }

  open(): void {
    this.#open();
  }

  stop(): Promise<void> {
    return this.#inner.stop();
  }
}

describe('what does not end well', () => {
  test('an error in a worker asks for the batch on one thread; what was told is not told twice', async () => {
    const text = `${manyLines(4, 50)}boom\n`;
    const batch = new Batch();
    const failed = inParallel(files(text), { threads: 2, rangeBytes: 50, batch });
    await expect(failed).rejects.toBeInstanceOf(ParallelFailure);
    expect(batch.notes.length).toBeGreaterThan(0);
    batch.reports.restart();
    const slices = files(text.replace('boom\n', ''));
    const expected = await inOrder(slices, null);
    expect(await inParallel(slices, { threads: 2, rangeBytes: 50, isOrderSensitive: true, batch })).toMatchObject({
      counts: (expected as Batch['scope']).counts,
      notes: (expected as { notes: unknown }).notes,
    });
  });

  test('cancelling breaks off all workers, which serve the next batch', async () => {
    const pool = new InProcessThreads(2, () => lineTask(false));
    const stage = new ParallelStage(linePlan, data, pool);
    const batch = new Batch();
    const running = inParallel(files('a 1\nwait\n', 'wait\n'), { threads: 2, rangeBytes: 5, batch, pool, stage });
    await new Promise((resolve) => setTimeout(resolve, 5));
    batch.controller.abort();
    await expect(running).rejects.toBeInstanceOf(CancelledError);
    const slices = files(manyLines(5, 20), '');
    const expected = countsOnly(await inOrder(slices, null));
    expect(countsOnly(await inParallel(slices, { threads: 2, rangeBytes: 20, pool, stage }))).toEqual(expected);
  });

  test.each(['open', 'begin', 'range', 'finish'] as const)(
    'cancelling waits for no answer to `%s`, and answers that come late are no matter to the next batch',
    async (held) => {
      const pool = new HeldThreads(held);
      const stage = new ParallelStage(linePlan, data, pool);
      const batch = new Batch();
      const slices = files(manyLines(5, 20), 'a 1\n');
      const running = inParallel(slices, { threads: 2, rangeBytes: 20, batch, pool, stage });
      await vi.waitFor(() => expect(pool.isHolding).toBe(true));
      batch.controller.abort();
      await expect(running).rejects.toBeInstanceOf(CancelledError);
      const next = inParallel(slices, { threads: 2, rangeBytes: 20, pool, stage });
      pool.open();
      expect(countsOnly(await next)).toEqual(countsOnly(await inOrder(slices, null)));
    },
  );

  test('a batch that is cancelled before it begins', async () => {
    const batch = new Batch();
    batch.controller.abort();
    await expect(inParallel(files('a 1\n'), { threads: 2, rangeBytes: 5, batch })).rejects.toBeInstanceOf(
      CancelledError,
    );
  });

  test('workers that hold too much', async () => {
    const heard: number[] = [];
    const holding = (bytes: number): void => {
      heard.push(bytes);
      if (bytes > 1024) throw new EngineError('EXE-129', { node: 'n', bytes: '1 kB', used: '1 kB', limit: '1 kB' });
    };
    // The last line only ends once the batch is broken off.
    const running = inParallel(files(`${manyLines(6, 400)}wait\n`), { threads: 2, rangeBytes: 1000, holding });
    await expect(running).rejects.toMatchObject({ code: 'EXE-129' });
    expect(heard.at(-1)).toBeGreaterThan(1024);
  });

  test('a sum that overflows only when tables are merged', async () => {
    const slices = files('a 9e18\n', 'a 9e18\n');
    const running = inParallel(slices, { threads: 2, rangeBytes: 7, isOrderSensitive: true });
    await expect(running).rejects.toMatchObject({ code: 'EXE-101' });
  });
});

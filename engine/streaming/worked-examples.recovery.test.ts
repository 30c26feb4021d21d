/** Triggers, watermark policies and restarts on real files and checkpoints, with the figures of Spark's own suites. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type RanBatch, type StreamRunSettings, withStream } from '../testing/stream-run.ts';
import type { ScriptNode } from '../testing/stream-script.ts';
import { secondsOf, stateOf, watermarkOf } from './testing/told.ts';

const fields = [{ name: 'time', type: 'timestamp' }];
const late = (delay: string, id = 'late'): ScriptNode => ({
  id,
  kind: 'watermark',
  config: { timeColumn: 'time', delay },
});
const windows: ScriptNode = {
  id: 'windows',
  kind: 'window',
  config: { type: 'tumbling', timeColumn: 'time', duration: '5 seconds' },
};
const countBy = (key: string): ScriptNode => ({
  id: 'counts',
  kind: 'group-by',
  config: { keys: [key], aggregates: [{ function: 'count' }] },
});
const times = (...seconds: number[]) => seconds.map((time) => ({ time }));
const tumbling: StreamRunSettings = {
  sources: { in: fields },
  nodes: [late('10 seconds'), windows, countBy('window')],
};

const counted = (batches: readonly RanBatch[]) =>
  batches
    .flatMap(({ rows }) => rows)
    .map(({ window, count }): [number, unknown] => [secondsOf((window as { start: string }).start), count])
    .sort(([a], [b]) => a - b);

describe('[TR-3] once', () => {
  test('[ND-3] example 5: one batch a run, and none without data', async () => {
    await withStream({ ...tumbling, trigger: { type: 'once' } }, async (stream) => {
      const told: unknown[] = [];
      for (const second of [[15], [10, 12, 14], [25], [50], [50]]) {
        stream.add('in', times(...second));
        const batches = await stream.runToEnd();
        told.push([batches.map(watermarkOf), counted(batches)]);
      }
      expect(told).toEqual([
        [[0], []],
        [[5], []],
        [[5], []],
        [[15], [[10, 3]]],
        [
          [40],
          [
            [15, 1],
            [25, 1],
          ],
        ],
      ]);
    });
  });

  test('takes all there is, whatever the limits', async () => {
    await withStream({ ...tumbling, trigger: { type: 'once' }, maxFilesPerTrigger: 1 }, async (stream) => {
      for (const second of [1, 2, 3]) stream.add('in', times(second));
      expect((await stream.runToEnd()).map(({ progress }) => progress.numInputRows)).toEqual([3]);
    });
  });

  test('runs an unfinished batch again and nothing else', async () => {
    await withStream({ ...tumbling, trigger: { type: 'once' } }, async (stream) => {
      stream.add('in', times(10));
      await stream.runToEnd();
      stream.forget('commits/0');
      stream.add('in', times(20, 21));
      expect((await stream.runToEnd()).map(({ batchId, progress }) => [batchId, progress.numInputRows])).toEqual([
        [0, 1],
      ]);
      expect((await stream.runToEnd()).map(({ batchId, progress }) => [batchId, progress.numInputRows])).toEqual([
        [1, 2],
      ]);
      expect(await stream.runToEnd()).toEqual([]);
    });
  });
});

describe('[TR-4] available-now', () => {
  const available: StreamRunSettings = { ...tumbling, trigger: { type: 'available-now' }, maxFilesPerTrigger: 1 };

  test('[ND-3] keeps to the limits, and cleans up before it ends', async () => {
    await withStream(available, async (stream) => {
      for (const second of [10, 15, 40]) stream.add('in', times(second));
      const batches = await stream.runToEnd();
      expect(batches.map(({ progress }) => progress.numInputRows)).toEqual([1, 1, 1, 0]);
      expect(counted(batches)).toEqual([
        [10, 1],
        [15, 1],
      ]);
    });
  });

  test('runs an unfinished batch first', async () => {
    await withStream(available, async (stream) => {
      for (const second of [10, 12]) stream.add('in', times(second));
      await stream.runToEnd({ noDataMicroBatches: false });
      stream.forget('commits/1');
      stream.add('in', times(50));
      const batches = await stream.runToEnd();
      expect(batches.map(({ batchId, progress }) => [batchId, progress.numInputRows])).toEqual([
        [1, 1],
        [2, 1],
        [3, 0],
      ]);
      expect(counted(batches)).toEqual([[10, 2]]);
    });
  });
});

describe('[ND-1] batches without data', () => {
  test('[ND-4] example 6: none when they are switched off', async () => {
    await withStream({ ...tumbling, noDataMicroBatches: false }, async (stream) => {
      stream.start();
      expect((await stream.step({ in: times(10, 11, 12, 13, 14, 15) })).map(stateOf)).toEqual([[[2, 0, 2, 0]]]);
      expect((await stream.step({ in: times(25) })).map(stateOf)).toEqual([[[1, 0, 3, 0]]]);
      expect(await stream.step()).toEqual([]);
      // It takes data to have the watermark used that the batch before has set.
      expect(counted(await stream.step({ in: times(26) }))).toEqual([[10, 5]]);
    });
  });

  test('example 7: times as keys', async () => {
    await withStream({ sources: { in: fields }, nodes: [late('10 seconds'), countBy('time')] }, async (stream) => {
      stream.start();
      expect((await stream.step({ in: times(10) })).flatMap(({ rows }) => rows)).toEqual([]);
      const batches = await stream.step({ in: times(25) });
      expect(batches.map(watermarkOf)).toEqual([0, 15]);
      expect(batches.flatMap(({ rows }) => rows)).toEqual([{ time: '1970-01-01T00:00:10Z', count: 1 }]);
    });
  });

  test('[ND-2] none is the first batch after a restart', async () => {
    await withStream(tumbling, async (stream) => {
      stream.start({ noDataMicroBatches: false });
      await stream.step({ in: times(10) });
      await stream.step({ in: times(40) });
      await stream.restart();
      expect(await stream.step()).toEqual([]);
      const batches = await stream.step({ in: times(41) });
      expect(batches.map(watermarkOf)).toEqual([30, 31]);
      expect(counted(batches)).toEqual([[10, 1]]);
    });
  });
});

describe('[CP-2] restarts', () => {
  test('example 10: state and watermark go on where they were', async () => {
    await withStream(tumbling, async (stream) => {
      stream.start();
      await stream.step({ in: times(10, 11, 12, 13, 14, 15) });
      expect(counted(await stream.step({ in: times(25) }))).toEqual([[10, 5]]);
      const commits = stream.logged('commits');
      await stream.stop();
      for (const batch of commits.slice(0, -1)) stream.forget(`commits/${batch}`);
      await stream.restart();
      const batches = await stream.step({ in: times(10, 27, 30) });
      expect(counted(batches)).toEqual([[15, 1]]);
      expect(batches.map(watermarkOf).at(-1)).toBe(20);
      await stream.restart();
      expect(counted(await stream.step({ in: times(17) }))).toEqual([]);
      const last = await stream.step({ in: times(40) });
      expect(last.map(watermarkOf).at(-1)).toBe(30);
      expect(counted(last)).toEqual([[25, 2]]);
    });
  });

  test('example 42: an interrupted batch without data runs again first', async () => {
    await withStream(tumbling, async (stream) => {
      stream.start();
      await stream.step({ in: times(10, 11, 12, 13, 14, 15) });
      expect(counted(await stream.step({ in: times(25) }))).toEqual([[10, 5]]);
      await stream.stop();
      const last = stream.logged('commits').at(-1);
      stream.forget(`commits/${last}`);
      stream.add('in', times(30));
      stream.start();
      const batches = await stream.step();
      expect(
        batches.map(({ batchId, progress }) => [
          batchId,
          progress.numInputRows,
          counted(batches.filter((b) => b.batchId === batchId)),
        ]),
      ).toEqual([
        [last, 0, [[10, 5]]],
        [(last ?? 0) + 1, 1, []],
        [(last ?? 0) + 2, 0, [[15, 1]]],
      ]);
      expect(batches.map(watermarkOf)).toEqual([15, 15, 20]);
      await stream.stop();
      for (const batch of stream.logged('commits')) stream.forget(`commits/${batch}`);
      stream.add('in', times(50));
      stream.start();
      const again = await stream.step();
      expect(counted(again.slice(1))).toEqual([
        [25, 1],
        [30, 1],
      ]);
    });
  });

  test.each([
    [1, 3, [1, 2]],
    [2, 5, [2, 3, 4]],
  ])('[CP-1] example 43: with %i batches kept, after %i batches', async (batchesToRetain, batches, left) => {
    const stateless = { id: 'all', kind: 'filter', config: { condition: 'true' } };
    await withStream({ sources: { in: fields }, nodes: [stateless], batchesToRetain }, async (stream) => {
      stream.start();
      for (let batch = 0; batch < batches; batch++) await stream.step({ in: times(batch) });
      expect(stream.logged('offsets')).toEqual(left);
      expect(stream.logged('commits')).toEqual(left);
    });
  });
});

describe('[WM-4] several watermarks', () => {
  const two: StreamRunSettings = {
    sources: { s1: fields, s2: fields },
    nodes: [late('10 seconds', 'late1'), late('5 seconds', 'late2'), { id: 'both', kind: 'union', config: {} }],
    edges: [
      ['s1', 'late1'],
      ['s2', 'late2'],
      ['late1', 'both'],
      ['late2', 'both'],
    ],
  };
  type Step = [s1: number[], s2: number[], seconds: number];
  const steps: Step[] = [
    [[11], [], 0],
    [[], [6], 1],
    [[], [8], 1],
    [[21], [], 3],
    [[], [17, 28, 39], 11],
    [[31], [], 21],
    [[41], [], 31],
    [[51], [], 34],
    [[100], [100], 90],
    [[120], [110], 105],
    [[130], [125], 120],
    [[100], [100], 120],
    [[140], [100], 120],
    [[100], [135], 130],
    [[200], [190], 185],
  ];
  const added = ([s1, s2]: Step) => ({
    ...(s1.length === 0 ? {} : { s1: times(...s1) }),
    ...(s2.length === 0 ? {} : { s2: times(...s2) }),
  });

  test('example 8: the slower one leads', async () => {
    await withStream(two, async (stream) => {
      stream.start();
      const seen: unknown[] = [];
      for (const step of steps) seen.push(...(await stream.step(added(step))).map(watermarkOf));
      await stream.restart();
      for (const step of [
        [[], [200], 0],
        [[200], [], 0],
        [[201], [], 0],
      ] as Step[]) {
        seen.push(...(await stream.step(added(step))).map(watermarkOf));
      }
      // A batch uses what the batches before it have set; after a restart both inputs have to be seen again.
      expect(seen).toEqual([0, ...steps.map(([, , seconds]) => seconds), 185, 190]);
    });
  });

  test('[WM-11] the faster one leads if so asked, and a checkpoint holds to its policy', async () => {
    await withStream({ ...two, watermarkPolicy: 'max' }, async (stream) => {
      stream.start();
      const seen: unknown[] = [];
      for (const step of steps.slice(0, 5)) seen.push(...(await stream.step(added(step))).map(watermarkOf));
      await stream.restart({ watermarkPolicy: 'min' });
      seen.push(...(await stream.step({ s1: times(60) })).map(watermarkOf));
      seen.push(...(await stream.step({ s2: times(41) })).map(watermarkOf));
      expect(seen).toEqual([0, 1, 1, 3, 11, 34, 50]);
      expect(stream.findings).toMatchObject([
        {
          code: 'EXE-162',
          severity: 'warning',
          params: { setting: 'watermarkPolicy', held: 'max', asked: 'min' },
        },
      ]);
      const [, metadata = ''] = readFileSync(join(stream.folder, 'checkpoint/offsets/6'), 'utf8').split('\n');
      expect(JSON.parse(metadata)).toMatchObject({
        batchWatermarkMs: 50_000,
        conf: { 'spark.sql.streaming.multipleWatermarkPolicy': 'max', 'spark.sql.shuffle.partitions': '1' },
      });
    });
  });
});

test('[OM-6] example 16: without keys every batch emits the newest value, also one without rows', async () => {
  const last: ScriptNode = {
    id: 'last',
    kind: 'group-by',
    config: { keys: [], aggregates: [{ function: 'last', expr: 'value', as: 'value' }] },
  };
  const settings: StreamRunSettings = {
    sources: { in: [{ name: 'value', type: 'int' }] },
    nodes: [last],
    outputMode: 'complete',
  };
  await withStream(settings, async (stream) => {
    stream.start();
    const seen: unknown[] = [];
    for (const values of [[1, 2, 3], [4, 5, 6], [], [0]]) {
      seen.push(...(await stream.step({ in: values.map((value) => ({ value })) })).map(({ rows }) => rows[0]?.value));
    }
    expect(seen).toEqual([3, 6, 6, 0]);
  });
});

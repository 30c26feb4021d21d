/** Duplicates and limits batch by batch; the figures are what Spark 4.2.1 gave for the same rows. */
import { describe, expect, test } from 'vitest';
import { late, runSteps } from '../testing/run-steps.ts';
import type { RanBatch } from '../testing/stream-run.ts';
import type { ScriptNode } from '../testing/stream-script.ts';
import { secondsOf, stateOf, watermarkOf } from './testing/told.ts';

const unique = (...columns: string[]): ScriptNode => ({
  id: 'unique',
  kind: 'deduplicate',
  config: columns.length === 0 ? {} : { columns },
});
const within = (...columns: string[]): ScriptNode => ({
  id: 'unique',
  kind: 'deduplicate',
  config: { ...(columns.length === 0 ? {} : { columns }), withinWatermark: true },
});
const windows: ScriptNode = {
  id: 'windows',
  kind: 'window',
  config: { type: 'tumbling', timeColumn: 'time', duration: '5 seconds' },
};
const countBy = (...keys: string[]): ScriptNode => ({
  id: 'counts',
  kind: 'group-by',
  config: { keys, aggregates: [{ function: 'count' }] },
});
const limit = (count: number, id = 'limited'): ScriptNode => ({ id, kind: 'limit', config: { count } });

type Row = readonly [time: number | null, key: string | null, value?: number];

const rows = (...all: Row[]) => all.map(([time, key, value = 1]) => ({ time, key, value }));
const times = (...all: number[]) => all.map((time) => ({ time }));
const fiveEach = times(...[10, 11, 12, 13, 14, 15].flatMap((time) => [time, time, time, time, time]));
const onlyTime = { sources: { in: [{ name: 'time', type: 'timestamp' }] } };

const duplicates = ({ progress }: RanBatch) =>
  progress.stateOperators.map(({ customMetrics }) => customMetrics?.numDroppedDuplicateRows ?? null);
const timesOf = ({ rows: of }: RanBatch) => of.map(({ time }) => (time === null ? null : secondsOf(time)));
const windowCounts = ({ rows: of }: RanBatch) =>
  of
    .map(({ window, count }): [number, unknown] => [secondsOf((window as { start: string }).start), count])
    .sort(([a], [b]) => a - b);
const told = (batch: RanBatch) => [watermarkOf(batch), stateOf(batch), duplicates(batch)];

describe('drop duplicates', () => {
  test('[DD-1] [DD-3] example 21: the first row of each time passes, times behind the watermark are forgotten', async () => {
    const batches = await runSteps({ ...onlyTime, nodes: [late, unique()] }, [
      fiveEach,
      times(25),
      times(10),
      times(45),
    ]);
    expect(batches.map(told)).toEqual([
      [0, [[6, 0, 6, 0]], [24]],
      [5, [[0, 0, 6, 0]], [0]],
      [5, [[1, 0, 7, 0]], [0]],
      [15, [[0, 6, 1, 0]], [0]],
      [15, [[0, 0, 1, 1]], [0]],
      [15, [[1, 0, 2, 0]], [0]],
      [35, [[0, 1, 1, 0]], [0]],
    ]);
    expect(batches.flatMap(timesOf)).toEqual([10, 11, 12, 13, 14, 15, 25, 45]);
    expect(batches[0]?.progress.stateOperators[0]?.operatorName).toBe('dedupe');
    expect(batches[0]?.counts.unique).toEqual({ in: 30, out: 6 });
  });

  test.each(['append', 'update', 'complete'] as const)('example 23: then an aggregation, %s', async (outputMode) => {
    const nodes = [late, unique(), windows, countBy('window')];
    const batches = await runSteps({ ...onlyTime, outputMode, nodes }, [fiveEach, times(25), times(10), times(40)]);
    const dropped = outputMode === 'complete' ? 0 : 1;
    expect(batches.map(stateOf)).toEqual([
      [
        [2, 0, 2, 0],
        [6, 0, 6, 0],
      ],
      [
        [0, 0, 2, 0],
        [0, 0, 6, 0],
      ],
      [
        [1, 0, 3, 0],
        [1, 0, 7, 0],
      ],
      [
        [0, dropped, 3 - dropped, 0],
        [0, 6, 1, 0],
      ],
      [
        [0, 0, 3 - dropped, 0],
        [0, 0, 1, 1],
      ],
      [
        [1, 0, 4 - dropped, 0],
        [1, 0, 2, 0],
      ],
      [
        [0, 2 * dropped, 4 - 3 * dropped, 0],
        [0, 1, 1, 0],
      ],
    ]);
    const expected = {
      append: [
        [],
        [],
        [],
        [[10, 5]],
        [],
        [],
        [
          [15, 1],
          [25, 1],
        ],
      ],
      update: [
        [
          [10, 5],
          [15, 1],
        ],
        [],
        [[25, 1]],
        [],
        [],
        [[40, 1]],
        [],
      ],
      complete: [
        [
          [10, 5],
          [15, 1],
        ],
        [
          [10, 5],
          [15, 1],
        ],
        ...[1, 2, 3].map(() => [
          [10, 5],
          [15, 1],
          [25, 1],
        ]),
        ...[1, 2].map(() => [
          [10, 5],
          [15, 1],
          [25, 1],
          [40, 1],
        ]),
      ],
    };
    expect(batches.map(windowCounts)).toEqual(expected[outputMode]);
  });

  test('[DD-2] late rows are dropped though the time is no key, and keys are kept for ever', async () => {
    const batches = await runSteps({ nodes: [late, unique('key')] }, [
      rows([100, 'a']),
      rows([50, 'b', 2], [null, 'n']),
      rows([101, 'b'], [101, 'n']),
      rows([200, 'z']),
    ]);
    expect(batches.map(told)).toEqual([
      [0, [[1, 0, 1, 0]], [0]],
      [90, [[0, 0, 1, 0]], [0]],
      [90, [[1, 0, 2, 1]], [0]],
      [90, [[1, 0, 3, 0]], [1]],
      [91, [[0, 0, 3, 0]], [0]],
      [91, [[1, 0, 4, 0]], [0]],
      [190, [[0, 0, 4, 0]], [0]],
    ]);
    expect(batches.flatMap(timesOf)).toEqual([100, null, 101, 200]);
  });

  test('[DD-2] where nothing reads the time any more Spark has none to tell late rows by', async () => {
    const keys: ScriptNode = { id: 'keys', kind: 'select', config: { columns: [{ expr: 'key' }] } };
    const steps = [rows([100, 'a']), rows([50, 'b', 2]), rows([101, 'b'])];
    const expected = [
      [0, [[1, 0, 1, 0]], [0]],
      [90, [[0, 0, 1, 0]], [0]],
      [90, [[1, 0, 2, 0]], [0]],
      [90, [[0, 0, 2, 0]], [1]],
      [91, [[0, 0, 2, 0]], [0]],
    ];
    expect((await runSteps({ nodes: [late, unique('key'), keys] }, steps)).map(told)).toEqual(expected);
    const counted = await runSteps({ nodes: [late, unique('key'), countBy('value')], outputMode: 'update' }, steps);
    expect(counted.map((batch) => [watermarkOf(batch), stateOf(batch).slice(1), duplicates(batch).slice(1)])).toEqual(
      expected,
    );
    expect(counted.flatMap(({ rows: of }) => of)).toEqual([
      { value: 1, count: 1 },
      { value: 2, count: 1 },
    ]);
  });

  test('a window that is read further on tells late rows in the place of its time', async () => {
    const batches = await runSteps({ nodes: [late, windows, unique('key'), countBy('window')] }, [
      rows([100, 'a']),
      rows([50, 'b', 2], [93, 'c', 2]),
      rows([101, 'b']),
    ]);
    expect(batches.map(stateOf)).toEqual([
      [
        [1, 0, 1, 0],
        [1, 0, 1, 0],
      ],
      [
        [0, 0, 1, 0],
        [0, 0, 1, 0],
      ],
      [
        [1, 0, 2, 0],
        [1, 0, 2, 1],
      ],
      [
        [1, 0, 2, 0],
        [1, 0, 3, 0],
      ],
      [
        [0, 0, 2, 0],
        [0, 0, 3, 0],
      ],
    ]);
  });

  test('nulls, NaN and zeros are values of a key', async () => {
    const sources = {
      in: [
        { name: 'key', type: 'string' },
        { name: 'd', type: 'double' },
      ],
    };
    const [batch] = await runSteps({ sources, nodes: [unique('key', 'd')] }, [
      [
        { key: 'a', d: 'NaN' },
        { key: 'a', d: 'NaN' },
        { key: null, d: 0 },
        { key: null, d: -0.0 },
        { key: null, d: null },
        { key: null, d: null },
      ],
    ]);
    expect(batch === undefined ? null : told(batch)).toEqual([null, [[3, 0, 3, 0]], [3]]);
  });

  test('behind an aggregation in complete mode, a key passes once', async () => {
    const nodes = [countBy('key'), unique('key')];
    const batches = await runSteps({ nodes, outputMode: 'complete' }, [
      rows([1, 'a']),
      rows([1, 'b', 3], [1, 'a', 4]),
      rows([1, 'a']),
    ]);
    expect(batches.map(({ rows: of }) => of)).toEqual([[{ key: 'a', count: 1 }], [{ key: 'b', count: 1 }], []]);
    expect(batches.map(duplicates)).toEqual([
      [0, null],
      [1, null],
      [2, null],
    ]);
  });

  test('[CP-3] what was seen is known after a restart', async () => {
    const nodes = [late, unique('key', 'time')];
    const steps = [rows([10, 'a'], [12, 'b']), rows([10, 'a'], [30, 'c']), rows([30, 'c'], [19, 'b'])];
    const passed = async (restartAfter: number[]) =>
      (await runSteps({ nodes }, steps, restartAfter)).flatMap(({ rows: of }) => of.map(({ key }) => key));
    expect(await passed([0, 1])).toEqual(await passed([]));
  });
});

describe('drop duplicates within the watermark', () => {
  test('[DD-4] example 25: all columns', async () => {
    const steps = [fiveEach, times(13, 14, 15, 16, 17), times(5), times(35), times(55)];
    const expected = [
      [0, [[6, 0, 6, 0]], [24]],
      [5, [[0, 0, 6, 0]], [0]],
      [5, [[2, 0, 8, 0]], [3]],
      [7, [[0, 0, 8, 0]], [0]],
      [7, [[0, 0, 8, 1]], [0]],
      [7, [[1, 0, 9, 0]], [0]],
      [25, [[0, 6, 3, 0]], [0]],
      [25, [[1, 0, 4, 0]], [0]],
      [45, [[0, 3, 1, 0]], [0]],
    ];
    const batches = await runSteps({ ...onlyTime, nodes: [late, within()] }, steps);
    expect(batches.map(told)).toEqual(expected);
    expect(batches[0]?.progress.stateOperators[0]?.operatorName).toBe('dedupeWithinWatermark');
    const restarted = await runSteps({ ...onlyTime, nodes: [late, within()] }, steps, [0, 1, 2, 3]);
    expect(restarted.flatMap(timesOf)).toEqual(batches.flatMap(timesOf));
  });

  test('[DD-4] later duplicates do not prolong it, and a null time counts as 1970', async () => {
    const batches = await runSteps({ nodes: [late, within('key')] }, [
      rows([20, 'a', 1], [22, 'a', 2], [25, 'b', 1]),
      rows([28, 'a', 3]),
      rows([32, 'c']),
      rows([40, 'd']),
      rows([34, 'a', 4], [null, 'n', 1], [null, 'a', 2]),
      rows([41, 'n', 2]),
      rows([60, 'q']),
      rows([55, 'n', 3]),
    ]);
    expect(batches.map(told)).toEqual([
      [0, [[2, 0, 2, 0]], [1]],
      [15, [[0, 0, 2, 0]], [0]],
      [15, [[0, 0, 2, 0]], [1]],
      [18, [[0, 0, 2, 0]], [0]],
      [18, [[1, 0, 3, 0]], [0]],
      [22, [[0, 0, 3, 0]], [0]],
      [22, [[1, 0, 4, 0]], [0]],
      [30, [[0, 1, 3, 0]], [0]],
      [30, [[2, 1, 4, 0]], [1]],
      [30, [[1, 0, 5, 0]], [0]],
      [31, [[0, 0, 5, 0]], [0]],
      [31, [[1, 0, 6, 0]], [0]],
      [50, [[0, 4, 2, 0]], [0]],
      [50, [[0, 0, 2, 0]], [1]],
    ]);
  });

  test('it reads the time itself, whatever is read further on', async () => {
    const keys: ScriptNode = { id: 'keys', kind: 'select', config: { columns: [{ expr: 'key' }] } };
    const batches = await runSteps({ nodes: [late, within('key'), keys] }, [rows([100, 'a']), rows([50, 'b', 2])]);
    expect(batches.map(stateOf)).toEqual([[[1, 0, 1, 0]], [[0, 0, 1, 0]], [[0, 0, 1, 1]]]);
  });

  test('behind an aggregation, in the batch that evicts its groups', async () => {
    const batches = await runSteps({ nodes: [late, countBy('time', 'key'), within('key')] }, [
      rows([10, 'a']),
      rows([12, 'a', 3], [31, 'a', 4]),
      rows([50, 'a']),
      rows([90, 'a']),
      rows([150, 'a']),
    ]);
    expect(batches.map(stateOf)).toEqual([
      [
        [0, 0, 0, 0],
        [1, 0, 1, 0],
      ],
      [
        [0, 0, 0, 0],
        [2, 0, 3, 0],
      ],
      [
        [1, 1, 0, 0],
        [0, 2, 1, 0],
      ],
      [
        [0, 0, 0, 0],
        [1, 0, 2, 0],
      ],
      [
        [1, 0, 1, 0],
        [0, 1, 1, 0],
      ],
      [
        [0, 0, 1, 0],
        [1, 0, 2, 0],
      ],
      [
        [0, 1, 0, 0],
        [0, 1, 1, 0],
      ],
      [
        [0, 0, 0, 0],
        [1, 0, 2, 0],
      ],
      [
        [1, 1, 0, 0],
        [0, 1, 1, 0],
      ],
    ]);
    expect(batches.flatMap(timesOf)).toEqual([10, 31, 90]);
  });
});

describe('limit', () => {
  const values = (...all: number[]) => all.map((value) => ({ time: 1, key: 'a', value }));
  const passed = (batches: readonly RanBatch[]) => batches.map(({ rows: of }) => of.map(({ value }) => value));

  test.each([[[]], [[0, 1]]])('[SL-2] example 17: so many rows in all, restarts after %j', async (restartAfter) => {
    const steps = [values(1, 2), values(3, 4, 5, 6), values(7, 8, 9)];
    const batches = await runSteps({ nodes: [limit(4)] }, steps, restartAfter);
    expect(passed(batches)).toEqual([[1, 2], [3, 4], []]);
    expect(batches.map(stateOf)).toEqual([[[1, 0, 1, 0]], [[1, 0, 1, 0]], [[0, 0, 1, 0]]]);
    expect(batches[0]?.progress.stateOperators[0]?.operatorName).toBe('globalLimit');
  });

  test('[SL-2] example 17: before a complete aggregation the number holds for all batches', async () => {
    const batches = await runSteps({ nodes: [limit(5), countBy('value')], outputMode: 'complete' }, [
      values(1, 2, 3),
      values(1, 2, 3, 4, 5, 6, 7, 8, 9),
    ]);
    expect(batches.map(({ rows: of }) => of.map(({ value, count }) => [value, count]))).toEqual([
      [
        [1, 1],
        [2, 1],
        [3, 1],
      ],
      [
        [1, 2],
        [2, 2],
        [3, 1],
      ],
    ]);
    expect(batches.map(stateOf)).toEqual([
      [
        [3, 0, 3, 0],
        [1, 0, 1, 0],
      ],
      [
        [2, 0, 3, 0],
        [1, 0, 1, 0],
      ],
    ]);
  });

  test('[SL-2] behind a complete aggregation it holds for each batch', async () => {
    const batches = await runSteps({ nodes: [countBy('value'), limit(2)], outputMode: 'complete' }, [
      values(1),
      values(3, 4),
      values(1),
    ]);
    expect(batches.map(({ rows: of }) => of.length)).toEqual([1, 2, 2]);
    expect(batches.map(stateOf)).toEqual([[[1, 0, 1, 0]], [[2, 0, 3, 0]], [[1, 0, 3, 0]]]);
  });

  test('it wants no batch of its own, and those of others do not spend it', async () => {
    const batches = await runSteps({ nodes: [late, limit(3), windows, countBy('window')] }, [
      rows([10, 'a']),
      rows([30, 'b'], [31, 'c'], [40, 'd']),
      rows([90, 'd']),
    ]);
    expect(batches.map(stateOf)).toEqual([
      [
        [1, 0, 1, 0],
        [1, 0, 1, 0],
      ],
      [
        [1, 0, 2, 0],
        [1, 0, 1, 0],
      ],
      [
        [0, 1, 1, 0],
        [0, 0, 1, 0],
      ],
      [
        [0, 0, 1, 0],
        [0, 0, 1, 0],
      ],
      [
        [0, 1, 0, 0],
        [0, 0, 1, 0],
      ],
    ]);
    const alone = await runSteps({ nodes: [late, limit(3)] }, [rows([10, 'a']), rows([50, 'b'])]);
    expect(alone.map(({ progress }) => progress.numInputRows)).toEqual([1, 1]);
  });

  test('nothing passes a limit of no rows', async () => {
    const batches = await runSteps({ nodes: [limit(0)] }, [values(1)]);
    expect(passed(batches)).toEqual([[]]);
    expect(batches.map(stateOf)).toEqual([[]]);
  });
});

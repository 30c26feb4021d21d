/** Worked examples of Spark's own test suites, run from rows, from files interpreted and from files compiled. */
import { describe, expect, test } from 'vitest';
import {
  runScript,
  type ScriptBatch,
  type ScriptExecutor,
  type ScriptNode,
  type StreamScript,
} from '../testing/stream-script.ts';

const everyWay: readonly ScriptExecutor[] = ['rows', 'files-interpreted', 'files-compiled'];

const fields = [{ name: 'time', type: 'timestamp' }];
const watermark: ScriptNode = { id: 'late', kind: 'watermark', config: { timeColumn: 'time', delay: '10 seconds' } };
const tumbling5: ScriptNode = {
  id: 'windows',
  kind: 'window',
  config: { type: 'tumbling', timeColumn: 'time', duration: '5 seconds' },
};
const countByWindow: ScriptNode = {
  id: 'counts',
  kind: 'group-by',
  config: { keys: ['window'], aggregates: [{ function: 'count' }] },
};
const times = (...seconds: number[]) => seconds.map((time) => ({ time }));

/** `(start, count)` of every row a step emitted, in order of start. */
function windows(batches: readonly ScriptBatch[]): [number, number][] {
  return batches
    .flatMap(({ rows }) => rows as { window: { start: string }; count: number }[])
    .map(({ window, count }): [number, number] => [Date.parse(window.start) / 1000, count])
    .sort((a, b) => a[0] - b[0]);
}

const state = (batches: readonly ScriptBatch[] | undefined) => batches?.at(-1)?.progress.stateOperators[0];

/** From rows all steps come as one list, so an empty step (no new data) goes between; from files each waits for the last. */
async function run(script: StreamScript, executor: ScriptExecutor): Promise<ScriptBatch[][]> {
  if (executor !== 'rows') return runScript(script, executor);
  const steps = script.steps.flatMap((step) => [step, [], []]);
  const [all] = await runScript({ ...script, steps }, 'rows');
  const bySource: ScriptBatch[][] = script.steps.map(() => []);
  let at = -1;
  for (const batch of all ?? []) {
    if (batch.progress.numInputRows > 0) at++;
    while (at + 1 < script.steps.length && script.steps[at]?.length === 0) at++;
    bySource[at]?.push(batch);
  }
  return bySource;
}

describe.each(everyWay)('tumbling 5 s windows, delay 10 s, %s', (executor) => {
  const base = { fields, nodes: [watermark, tumbling5, countByWindow] };

  test('example 1: append emits a window once the watermark has passed it', async () => {
    const script: StreamScript = {
      ...base,
      outputMode: 'append',
      steps: [times(10, 11, 12, 13, 14, 15), times(25), times(10)],
    };
    const [first, second, third] = await run(script, executor);
    expect(windows(first ?? [])).toEqual([]);
    expect(first?.map(({ progress }) => progress.eventTime?.watermark)).toEqual([
      '1970-01-01T00:00:00.000Z',
      '1970-01-01T00:00:05.000Z',
    ]);
    expect(windows(second ?? [])).toEqual([[10, 5]]);
    expect(state(second)?.numRowsTotal).toBe(2);
    expect(windows(third ?? [])).toEqual([]);
    expect(state(third)?.numRowsDroppedByWatermark).toBe(1);
  });

  test('example 2: update emits the groups that a batch touched', async () => {
    const script: StreamScript = {
      ...base,
      outputMode: 'update',
      steps: [times(10, 11, 12, 13, 14, 15), times(25), times(10, 25), times(10)],
    };
    const [first, second, third, fourth] = await run(script, executor);
    expect(windows(first ?? [])).toEqual([
      [10, 5],
      [15, 1],
    ]);
    expect(windows(second ?? [])).toEqual([[25, 1]]);
    expect(state(second)?.numRowsTotal).toBe(2);
    expect(windows(third ?? [])).toEqual([[25, 2]]);
    expect(state(third)?.numRowsDroppedByWatermark).toBe(1);
    expect(windows(fourth ?? [])).toEqual([]);
    expect(state(fourth)?.numRowsDroppedByWatermark).toBe(1);
  });

  test('example 4: event times of each batch', async () => {
    const script: StreamScript = { ...base, outputMode: 'append', steps: [times(15), times(10, 12, 14), times(25)] };
    const steps = await run(script, executor);
    const stats = steps.map((batches) => batches[0]?.progress.eventTime);
    const at = (second: number) => new Date(second * 1000).toISOString();
    expect(stats).toEqual([
      { avg: at(15), max: at(15), min: at(15), watermark: at(0) },
      { avg: at(12), max: at(14), min: at(10), watermark: at(5) },
      { avg: at(25), max: at(25), min: at(25), watermark: at(5) },
    ]);
    expect(windows(steps[2] ?? [])).toEqual([[10, 3]]);
  });

  test('[WM-5] a null event time counts as 1970 in the statistics', async () => {
    const steps = await run({ ...base, outputMode: 'append', steps: [[...times(15), { time: null }]] }, executor);
    const at = (second: number) => new Date(second * 1000).toISOString();
    expect(steps[0]?.[0]?.progress.eventTime).toEqual({ avg: at(7.5), max: at(15), min: at(0), watermark: at(0) });
  });

  test('[PR-4] example 13: what the state operator reports', async () => {
    const script: StreamScript = { ...base, outputMode: 'append', steps: [times(15), times(10, 12, 14), times(25)] };
    const batches = (await run(script, executor)).flat();
    const told = batches.map(({ progress }) => {
      const operator = progress.stateOperators[0];
      return [operator?.numRowsUpdated, operator?.numRowsTotal, progress.sink.numOutputRows];
    });
    expect(told).toEqual([
      [1, 1, 0],
      [0, 1, 0],
      [1, 2, 0],
      [1, 3, 0],
      [0, 2, 1],
    ]);
  });

  test('complete keeps every window and drops nothing', async () => {
    const script: StreamScript = { ...base, outputMode: 'complete', steps: [times(10, 15), times(25), times(10)] };
    const steps = await run(script, executor);
    expect(windows(steps[2] ?? [])).toEqual([
      [10, 2],
      [15, 1],
      [25, 1],
    ]);
    expect(steps.map((batches) => batches.length)).toEqual([1, 1, 1]);
  });
});

describe.each(everyWay)('group by a value, %s', (executor) => {
  const byValue: ScriptNode = {
    id: 'counts',
    kind: 'group-by',
    config: { keys: ['value'], aggregates: [{ function: 'count' }] },
  };
  const base = { fields: [{ name: 'value', type: 'int' }], nodes: [byValue] };
  const values = (...all: number[]) => all.map((value) => ({ value }));
  const counted = (batches: readonly ScriptBatch[] | undefined) =>
    (batches ?? [])
      .flatMap(({ rows }) => rows as { value: number; count: number }[])
      .map(({ value, count }) => [value, count])
      .sort((a, b) => (a[0] ?? 0) - (b[0] ?? 0));

  test('example 14: update', async () => {
    const steps = await run(
      { ...base, outputMode: 'update', steps: [values(3), values(3, 2), values(3, 2, 1), values(4, 4, 4, 4)] },
      executor,
    );
    expect(steps.map(counted)).toEqual([
      [[3, 1]],
      [
        [2, 1],
        [3, 2],
      ],
      [
        [1, 1],
        [2, 2],
        [3, 3],
      ],
      [[4, 4]],
    ]);
  });

  test('example 15: complete', async () => {
    const steps = await run(
      { ...base, outputMode: 'complete', steps: [values(3), values(2), values(3, 2, 1), values(4, 4, 4, 4)] },
      executor,
    );
    expect(steps.map(counted)).toEqual([
      [[3, 1]],
      [
        [2, 1],
        [3, 1],
      ],
      [
        [1, 1],
        [2, 2],
        [3, 2],
      ],
      [
        [1, 1],
        [2, 2],
        [3, 2],
        [4, 4],
      ],
    ]);
  });

  test('a global aggregate emits its one row every batch', async () => {
    const all: ScriptNode = {
      id: 'all',
      kind: 'group-by',
      config: { keys: [], aggregates: [{ function: 'count' }, { function: 'sum', expr: 'value' }] },
    };
    const steps = await run(
      { ...base, nodes: [all], outputMode: 'update', steps: [values(3), values(2, 5)] },
      executor,
    );
    expect(steps.map((batches) => batches[0]?.rows)).toEqual([
      [{ count: 1, 'sum(value)': 3 }],
      [{ count: 3, 'sum(value)': 10 }],
    ]);
  });

  test('batch mode gives the whole result at once', async () => {
    const [batches] = await runScript(
      { ...base, outputMode: 'complete', mode: 'batch', steps: [values(3), values(2), values(3, 2, 1)] },
      executor,
    );
    expect(batches?.length).toBe(1);
    expect(counted(batches)).toEqual([
      [1, 1],
      [2, 2],
      [3, 2],
    ]);
  });
});

describe('stateless queries', () => {
  const positive: ScriptNode = { id: 'positive', kind: 'filter', config: { condition: 'value > 1' } };

  test.each(everyWay)('append emits just the new rows, %s', async (executor) => {
    const script: StreamScript = {
      fields: [{ name: 'value', type: 'int' }],
      nodes: [positive],
      outputMode: 'append',
      steps: [
        [{ value: 1 }, { value: 2 }],
        [{ value: null }, { value: 5 }],
      ],
    };
    const steps = await run(script, executor);
    expect(steps.map((batches) => batches.map(({ rows }) => rows))).toEqual([[[{ value: 2 }]], [[{ value: 5 }]]]);
    expect(steps[1]?.[0]?.counts.positive).toEqual({ in: 2, out: 1 });
  });

  test('[WM-6] rows that a later filter rejects do not move the watermark', async () => {
    const script: StreamScript = {
      fields: [...fields, { name: 'value', type: 'int' }],
      nodes: [watermark, positive, tumbling5, countByWindow],
      outputMode: 'append',
      steps: [
        [
          { time: 10, value: 5 },
          { time: 1000, value: 0 },
        ],
        [{ time: 11, value: 5 }],
      ],
    };
    const steps = await run(script, 'rows');
    expect(steps[1]?.[0]?.progress.eventTime?.watermark).toBe('1970-01-01T00:00:00.000Z');
    expect(steps[0]?.[0]?.counts.late).toEqual({ in: 2, out: 2 });
  });

  const countByWindowAndValue: ScriptNode = {
    id: 'counts',
    kind: 'group-by',
    config: { keys: ['window', 'value'], aggregates: [{ function: 'count' }] },
  };
  const doubled: ScriptNode = {
    id: 'doubled',
    kind: 'select',
    config: { columns: [{ expr: 'time' }, { expr: 'value * 2', as: 'twice' }] },
  };
  const where = (condition: string): ScriptNode => ({ id: 'where', kind: 'filter', config: { condition } });

  test.each([
    ['behind a window', [watermark, tumbling5, where('value > 1'), countByWindow], 5],
    ['over a computed column', [watermark, doubled, where('twice > 2'), tumbling5, countByWindow], 5],
    [
      'as a part of an AND',
      [watermark, where("value > 1 and time > timestamp'1970-01-01'"), tumbling5, countByWindow],
      5,
    ],
    ['over a key', [watermark, tumbling5, countByWindowAndValue, where('value > 1')], 5],
    ['over a window', [watermark, tumbling5, where("window.start < timestamp'1970-01-02'"), countByWindow], 995],
    ['over a time and a value', [watermark, where('value > 1 or time is null'), tumbling5, countByWindow], 995],
    ['over an aggregate', [watermark, tumbling5, countByWindow, where('count > 1')], 995],
  ])('[WM-6] what a condition %s leaves of the watermark', async (_, nodes, seconds) => {
    const script: StreamScript = {
      fields: [...fields, { name: 'value', type: 'int' }],
      nodes,
      outputMode: 'append',
      steps: [
        [
          { time: 15, value: 5 },
          { time: 1005, value: 0 },
        ],
        [{ time: 16, value: 5 }],
      ],
    };
    const steps = await run(script, 'rows');
    expect(steps[1]?.[0]?.progress.eventTime?.watermark).toBe(new Date(seconds * 1000).toISOString());
  });
});

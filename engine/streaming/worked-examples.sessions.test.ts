/** Session windows batch by batch; the figures are what Spark 4.2.1 gave for the same rows. */
import { describe, expect, test } from 'vitest';
import { late, runSteps } from '../testing/run-steps.ts';
import type { RanBatch } from '../testing/stream-run.ts';
import type { ScriptNode } from '../testing/stream-script.ts';
import { secondsOf, stateOf, watermarkOf } from './testing/told.ts';

const sessions = (gap: string): ScriptNode => ({
  id: 'sessions',
  kind: 'window',
  config: { type: 'session', timeColumn: 'time', gap },
});
const grouped = (...more: Record<string, unknown>[]): ScriptNode => ({
  id: 'grouped',
  kind: 'group-by',
  config: { keys: ['key', 'window'], aggregates: [{ function: 'count' }, ...more] },
});

type Row = readonly [time: number | null | string, key: string, value?: number];

const rows = (...all: Row[]) => all.map(([time, key, value = 1]) => ({ time, key, value }));
const at = (seconds: number) => `1970-01-01T00:00:${String(seconds).padStart(2, '0')}Z`;

/** Key, start, end and count of the sessions that a batch emitted, and the first aggregate behind the count. */
const emitted = ({ rows: of }: RanBatch) =>
  of
    .map(({ key, window, count, ...more }) => {
      const { start, end } = window as { start: string; end: string };
      return [key, secondsOf(start), secondsOf(end), count, ...Object.values(more)];
    })
    .sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));

const gap10 = { nodes: [late, sessions('10 seconds'), grouped({ function: 'sum', expr: 'value', as: 's' })] };

describe('sessions of a stream', () => {
  test('[SW-1] example 20: sessions that touch are one', async () => {
    const batches = await runSteps({ ...gap10, outputMode: 'complete' }, [
      rows([40, 'k'], [50, 'k']),
      rows([40, 'k2'], ['1970-01-01T00:00:50.000001Z', 'k3'], ['1970-01-01T00:00:40Z', 'k3']),
    ]);
    expect(batches.map(emitted)).toEqual([
      [['k', 40, 60, 2, 2]],
      // The watermark has reached 40, so a session that ends at 50 is in time.
      [
        ['k', 40, 60, 2, 2],
        ['k2', 40, 50, 1, 1],
        ['k3', 40, 50, 1, 1],
        ['k3', 50, 60, 1, 1],
      ],
    ]);
  });

  test('[SW-3] [SW-4] [SW-5] append: stored sessions merge, own sessions are late, ended ones leave', async () => {
    const steps = [
      rows([40, 'k', 1], [60, 'k', 2], [60, 'k', 5], [41, 'j', 1]),
      rows([50, 'k', 3]),
      rows([100, 'k', 1]),
      rows([79, 'k', 1], [30, 'z', 1], [30, 'z', 2]),
      rows([95, 'k', 1], [89, 'k', 7]),
      rows([200, 'k', 1]),
    ];
    const expected: [number, number[][], (string | number)[][]][] = [
      [0, [[3, 0, 3, 0]], []],
      [50, [[0, 1, 2, 0]], [['k', 40, 50, 1, 1]]],
      [50, [[1, 1, 2, 0]], []],
      [50, [[2, 0, 3, 0]], []],
      [
        90,
        [[0, 2, 1, 0]],
        [
          ['j', 41, 51, 1, 1],
          ['k', 50, 70, 3, 10],
        ],
      ],
      // Two of the rows make one session, which is late as one.
      [90, [[0, 0, 1, 2]], []],
      [90, [[1, 1, 1, 0]], []],
      [90, [[2, 0, 2, 0]], []],
      [190, [[0, 1, 1, 0]], [['k', 89, 110, 3, 9]]],
    ];
    const told = (batches: RanBatch[]) => batches.map((batch) => [watermarkOf(batch), stateOf(batch), emitted(batch)]);
    expect(told(await runSteps(gap10, steps))).toEqual(expected);
    const restarted = await runSteps(gap10, steps, [0, 1, 2, 3, 4]);
    expect(restarted.flatMap(emitted)).toEqual(expected.flatMap(([, , of]) => of));
  });

  test('complete mode drops late sessions all the same and counts every session of a touched key', async () => {
    const batches = await runSteps({ ...gap10, outputMode: 'complete' }, [
      rows([40, 'k', 1], [60, 'k', 2], [41, 'j', 1]),
      rows([100, 'k', 1]),
      rows([30, 'k', 1], [10, 'q', 1], [85, 'k', 1]),
      rows([200, 'k', 1]),
    ]);
    expect(batches.map(stateOf)).toEqual([[[3, 0, 3, 0]], [[3, 0, 4, 0]], [[4, 0, 5, 2]], [[5, 0, 6, 0]]]);
    expect(batches.map((batch) => emitted(batch).length)).toEqual([3, 4, 5, 6]);
  });

  test('example 19: a gap for each row; zero and negative gaps make no session', async () => {
    const gap =
      "case key when 'hello' then '1 seconds' when 'structured' then '0 seconds' when 'world' then '-10 seconds' else '10 seconds' end";
    const batches = await runSteps({ nodes: [late, sessions(gap), grouped()] }, [
      rows([40, 'hello'], [40, 'world'], [40, 'spark'], [40, 'streaming'], [40, 'structured']),
      rows([25, 'spark'], [30, 'spark']),
      rows([35, 'spark'], [41, 'streaming'], [41, 'hello'], [42, 'structured']),
      rows([100, 'hello']),
    ]);
    expect(batches.map(stateOf)).toEqual([
      [[3, 0, 3, 0]],
      [[0, 0, 3, 0]],
      [[1, 1, 3, 0]],
      [[3, 0, 3, 0]],
      [[0, 0, 3, 0]],
      [[2, 0, 4, 0]],
      [[0, 3, 1, 0]],
    ]);
    expect(batches.flatMap(emitted)).toEqual([
      ['hello', 40, 42, 2],
      ['spark', 25, 50, 4],
      ['streaming', 40, 51, 2],
    ]);
    expect(batches[0]?.counts.sessions).toEqual({ in: 5, out: 3 });
  });

  test.each([
    ["'5 seconds'", 1005],
    ["'0 seconds'", null],
    ["'-1 seconds'", null],
    ["'10s'", null],
    ["'1 month'", 2_679_400],
    ["'1 day'", 87_400],
    ['cast(null as string)', null],
    ['null', null],
    ["'rubbish'", null],
    ["'1.5 seconds'", 1001.5],
    ["'interval 2 minutes'", 1120],
    ["''", null],
    ["'1 day 2 hours'", 94_600],
    ["'-1 day 25 hours'", 4600],
    ["' 3   SECONDS '", 1003],
    ['1 month', 2_679_400],
    ['2 days', 173_800],
    ['-5 seconds', null],
    ['0 seconds', null],
  ])('[SW-2] gap %s', async (gap, end) => {
    const [batch] = await runSteps({ nodes: [late, sessions(gap), grouped()], outputMode: 'complete' }, [
      rows([1000, 'a']),
    ]);
    expect(batch === undefined ? null : emitted(batch)).toEqual(end === null ? [] : [['a', 1000, end, 1]]);
  });

  test('of sessions with one start the longest decides', async () => {
    const batches = await runSteps(
      { nodes: [late, sessions("concat(value, ' seconds')"), grouped()], outputMode: 'complete' },
      [rows([100, 'a', 5], [100, 'a', 20], [110, 'a', 1], [null, 'a', 7]), rows([100, 'a', 30])],
    );
    expect(batches.map(emitted)).toEqual([[['a', 100, 120, 3]], [['a', 100, 130, 4]]]);
  });

  test('rows of a session count by time, stored ones before new ones of the same start', async () => {
    const order = grouped(
      { function: 'first', expr: 'value' },
      { function: 'last', expr: 'value' },
      {
        function: 'collect_list',
        expr: 'value',
      },
    );
    const batches = await runSteps({ nodes: [late, sessions('10 seconds'), order], outputMode: 'complete' }, [
      rows([45, 'k', 3], [40, 'k', 1], [43, 'k', 2], [40, 'k', 9]),
      rows([40, 'k', 7], [38, 'k', 8], [50, 'k', 6], [45, 'k', 5]),
    ]);
    expect(batches.map(emitted)).toEqual([
      [['k', 40, 55, 4, 1, 3, [1, 9, 2, 3]]],
      [['k', 38, 60, 8, 8, 6, [8, 1, 9, 2, 3, 7, 5, 6]]],
    ]);
  });

  test('sessions feed windows, and windows sessions, in one batch', async () => {
    const windows: ScriptNode = {
      id: 'windows',
      kind: 'window',
      config: { type: 'tumbling', timeColumn: 'window', duration: '20 seconds', as: 'w2' },
    };
    const perWindow: ScriptNode = {
      id: 'perWindow',
      kind: 'group-by',
      config: { keys: ['w2'], aggregates: [{ function: 'count', expr: '*', as: 'n' }] },
    };
    const batches = await runSteps({ nodes: [late, sessions('10 seconds'), grouped(), windows, perWindow] }, [
      rows([40, 'k'], [45, 'j']),
      rows([100, 'k']),
      rows([200, 'k']),
    ]);
    expect(batches.map(stateOf)).toEqual([
      [
        [0, 0, 0, 0],
        [2, 0, 2, 0],
      ],
      [
        [0, 0, 0, 0],
        [0, 0, 2, 0],
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
        [2, 0, 2, 0],
      ],
      [
        [1, 1, 0, 0],
        [0, 1, 1, 0],
      ],
    ]);
    expect(batches.flatMap(({ rows: of }) => of)).toEqual([
      { w2: { start: at(40), end: '1970-01-01T00:01:00Z' }, n: 2 },
      { w2: { start: '1970-01-01T00:01:40Z', end: '1970-01-01T00:02:00Z' }, n: 1 },
    ]);
  });

  test('a session over a window begins at its last microsecond', async () => {
    const windows: ScriptNode = {
      id: 'windows',
      kind: 'window',
      config: { type: 'tumbling', timeColumn: 'time', duration: '5 seconds' },
    };
    const over: ScriptNode = {
      id: 'over',
      kind: 'window',
      config: { type: 'session', timeColumn: 'window', gap: '20 seconds', as: 'w2' },
    };
    const again: ScriptNode = {
      id: 'again',
      kind: 'group-by',
      config: { keys: ['w2', 'key'], aggregates: [{ function: 'count', expr: '*', as: 'n' }] },
    };
    const batches = await runSteps({ nodes: [late, windows, grouped(), over, again] }, [
      rows([40, 'k'], [45, 'k']),
      rows([100, 'k']),
    ]);
    expect(batches.map(stateOf).at(-1)).toEqual([
      [1, 1, 0, 0],
      [0, 2, 1, 0],
    ]);
    expect(batches.flatMap(({ rows: of }) => of)).toEqual([
      { w2: { start: '1970-01-01T00:00:44.999999Z', end: '1970-01-01T00:01:09.999999Z' }, key: 'k', n: 2 },
    ]);
  });

  test.each([
    ["key <> 'x'", 0],
    ["window.end > timestamp'1970-01-01'", 990],
    ["key <> 'x' and window.end > timestamp'1970-01-01'", 990],
  ])('[WM-6] a condition behind sessions is asked of merged ones: %s', async (condition, seconds) => {
    const where: ScriptNode = { id: 'where', kind: 'filter', config: { condition } };
    const batches = await runSteps(
      { nodes: [late, sessions('10 seconds'), grouped(), where], outputMode: 'complete' },
      [rows([10, 'a'], [15, 'a'], [1000, 'x']), rows([1001, 'a'])],
    );
    expect(batches[0]?.rows[0]).toMatchObject({ key: 'a', count: 2 });
    expect(batches.map(watermarkOf)).toEqual([0, seconds === 0 ? 5 : seconds]);
  });

  test('without a group-by each row keeps its own session', async () => {
    const batches = await runSteps({ nodes: [late, sessions('10 seconds')] }, [
      rows([40, 'k'], [45, 'j'], [null, 'j']),
    ]);
    expect(batches[0]?.rows.map(({ window }) => window)).toEqual([
      { start: at(40), end: at(50) },
      { start: at(45), end: at(55) },
    ]);
  });
});

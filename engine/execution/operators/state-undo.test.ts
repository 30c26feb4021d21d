/** Keys and sessions whose batch is given up half-way: what is forgotten and what comes out later is as if it had not been. */
import { describe, expect, test } from 'vitest';
import { must } from '../../base/assert.ts';
import { CancelledError } from '../../base/errors/engine-error.ts';
import { operatorsOf } from '../../plan/logical-plan.ts';
import { contentsOf, restore } from '../../state/testing/table-entries.ts';
import { lowerScript, type PipelineScript } from '../../testing/pipeline-script.ts';
import type { Row } from '../../types/value.ts';
import { BatchScope } from '../batch-scope.ts';
import { createOperatorExec } from '../create-operator.ts';
import type { StatefulExec } from '../operator-exec.ts';
import { StepPacing } from '../testing/step-pacing.ts';

const fields = [
  { name: 'k', type: 'bigint' },
  { name: 'time', type: 'timestamp' },
];
const watermark = { id: 'w', kind: 'watermark', config: { timeColumn: 'time', delay: '10 seconds' } };
const sessions = { id: 'sessions', kind: 'window', config: { type: 'session', timeColumn: 'time', gap: '5 seconds' } };
const counts = {
  id: 'counts',
  kind: 'group-by',
  config: { keys: ['k', 'window'], aggregates: [{ function: 'count' }] },
};

type KeyTimes = readonly (readonly [key: number, second: number])[];

const micros = (second: number): bigint => BigInt(second) * 1_000_000n;

/** The last operator of the nodes, and a way to run a batch of rows of (key, second) with it. */
async function operatorOf(op: 'deduplicate' | 'aggregate', nodes: PipelineScript['nodes']) {
  const ids = ['s', ...nodes.map(({ id }) => id)];
  const edges = nodes.map(({ id }, at): [string, string] => [must(ids[at], 'a node before'), id]);
  const { queries } = await lowerScript({ sources: [{ id: 's', fields }], nodes, edges, steps: [] });
  const plan = must(
    operatorsOf(must(queries[0], 'a query').plan).find((operator) => operator.op === op),
    op,
  );
  const environment = { timeZone: 'UTC', batchTimestampMs: () => 0 };
  const make = () =>
    createOperatorExec(plan, null, { environment, isStreaming: true, outputMode: 'append' }) as StatefulExec;
  const feed = (exec: StatefulExec, rows: KeyTimes, watermarkS: number, isPaced: boolean) => {
    const watermarkMs = watermarkS * 1000;
    const batch = { batchId: 0, timestampMs: 0, lateWatermarkMs: 0, evictWatermarkMs: watermarkMs, ranges: [] };
    const scope = new BatchScope(batch, [plan.nodeId], 0, null, isPaced);
    const out: Row[] = [];
    const sink = exec.open(scope, { push: (row) => out.push(row), end: () => undefined });
    for (const [key, second] of rows) {
      const session = op === 'aggregate' ? [[micros(second), micros(second + 5)]] : [];
      sink.push([BigInt(key), micros(second), ...session]);
    }
    sink.end();
    return { scope, out };
  };
  /** Runs no more than so many steps of the batch's end; whether that is all of it. */
  const begin = async (exec: StatefulExec, rows: KeyTimes, watermarkS: number, stepsMax: number) => {
    const { scope } = feed(exec, rows, watermarkS, true);
    return await scope.rest(new StepPacing(stepsMax)).then(
      () => true,
      (error) => {
        expect(error).toBeInstanceOf(CancelledError);
        return false;
      },
    );
  };
  const run = (exec: StatefulExec, rows: KeyTimes, watermarkS = 0) => {
    const { scope, out } = feed(exec, rows, watermarkS, false);
    const { numRowsTotal, numRowsRemoved } = must(scope.stateOperators[0], 'a report');
    return { out, numRowsTotal, numRowsRemoved };
  };
  return { make, run, begin };
}

const cases: readonly [string, 'deduplicate' | 'aggregate', PipelineScript['nodes']][] = [
  ['keys with their time', 'deduplicate', [watermark, { id: 'd', kind: 'deduplicate', config: {} }]],
  [
    'keys within the watermark',
    'deduplicate',
    [watermark, { id: 'd', kind: 'deduplicate', config: { columns: ['k'], withinWatermark: true } }],
  ],
  ['sessions', 'aggregate', [watermark, sessions, counts]],
];

describe.each(cases)('%s', (_, op, nodes) => {
  test('a batch that is given up leaves no trace in what goes later', async () => {
    const { make, run } = await operatorOf(op, nodes);
    const exec = make();
    const plain = make();
    const first = [
      [1, 20],
      [2, 22],
      [3, 60],
      [2, 90],
    ] as const;
    for (const each of [exec, plain]) {
      run(each, first);
      each.commit();
    }
    // Takes keys and sessions out, adds some, and makes some longer.
    expect(
      run(
        exec,
        [
          [3, 63],
          [4, 21],
          [1, 70],
        ],
        50,
      ).numRowsRemoved,
    ).toBeGreaterThan(0);
    exec.abort();
    expect(contentsOf(exec.tables)).toEqual(contentsOf(plain.tables));
    for (const [rows, watermarkS] of [
      [
        [
          [3, 64],
          [5, 65],
        ],
        50,
      ],
      [[[1, 71]], 67],
      [[], 110],
    ] as const) {
      expect(run(exec, rows, watermarkS)).toEqual(run(plain, rows, watermarkS));
      exec.commit();
      plain.commit();
    }
    expect(contentsOf(exec.tables)).toEqual([[]]);
  });

  test('the end of a large batch is broken off at any of its steps, and leaves no trace', async () => {
    const { make, run, begin } = await operatorOf(op, nodes);
    const exec = make();
    const plain = make();
    // Every third key has two times, some of the second batch are those of the first.
    const first = Array.from({ length: 6000 }, (_, at): [number, number] => [
      at - (at % 3 === 2 ? 2 : 0),
      20 + (at % 900),
    ]);
    const second = Array.from({ length: 3000 }, (_, at): [number, number] => [2 * at, 600 + ((at * 7) % 500)]);
    for (const each of [exec, plain]) {
      run(each, first);
      each.commit();
    }
    const before = contentsOf(plain.tables);
    let steps = 0;
    while (!(await begin(exec, second, 700, steps))) {
      exec.abort();
      expect(contentsOf(exec.tables)).toEqual(before);
      steps = steps * 2 + 1;
    }
    expect(steps).toBeGreaterThan(5);
    exec.abort();
    for (const [rows, watermarkS] of [
      [second, 700],
      [[[1, 1200]], 900],
      [[], 2000],
    ] as const) {
      expect(run(exec, rows, watermarkS)).toEqual(run(plain, rows, watermarkS));
      exec.commit();
      plain.commit();
      expect(contentsOf(exec.tables)).toEqual(contentsOf(plain.tables));
    }
    expect(contentsOf(exec.tables)).toEqual([[]]);
  });

  test('what a checkpoint kept goes when its time has come', async () => {
    const { make, run } = await operatorOf(op, nodes);
    const exec = make();
    run(exec, [
      [1, 20],
      [2, 22],
      [3, 60],
    ]);
    exec.commit();
    const restored = make();
    restore(restored.tables, contentsOf(exec.tables));
    expect(run(restored, [], 50)).toEqual(run(exec, [], 50));
    expect(run(restored, [], 80)).toEqual({ ...run(exec, [], 80), numRowsTotal: 0 });
  });
});

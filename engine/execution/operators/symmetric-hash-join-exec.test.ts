import { describe, expect, test } from 'vitest';
import { must } from '../../base/assert.ts';
import { CancelledError } from '../../base/errors/engine-error.ts';
import { operatorsOf } from '../../plan/logical-plan.ts';
import { contentsOf, restore } from '../../state/testing/table-entries.ts';
import { lowerScript, type PipelineScript, runPipeline } from '../../testing/pipeline-script.ts';
import type { Row } from '../../types/value.ts';
import { BatchScope } from '../batch-scope.ts';
import { StepPacing } from '../testing/step-pacing.ts';
import { SymmetricHashJoinExec } from './symmetric-hash-join-exec.ts';

const fields = [
  { name: 'k', type: 'bigint' },
  { name: 'time', type: 'timestamp' },
];
const on = 'left.k = right.k and left.time between right.time - interval 5 seconds and right.time + interval 5 seconds';

function scriptOf(type: string, steps: PipelineScript['steps'] = []): PipelineScript {
  return {
    sources: [
      { id: 'l', fields },
      { id: 'r', fields },
    ],
    nodes: [
      { id: 'lw', kind: 'watermark', config: { timeColumn: 'time', delay: '10 seconds' } },
      { id: 'rw', kind: 'watermark', config: { timeColumn: 'time', delay: '10 seconds' } },
      { id: 'joined', kind: 'join', config: { type, on } },
    ],
    edges: [
      ['l', 'lw'],
      ['r', 'rw'],
      ['lw', 'joined', 'left'],
      ['rw', 'joined', 'right'],
    ],
    steps,
  };
}

const row = (k: number, second: number): Row => [BigInt(k), BigInt(second) * 1_000_000n];

/** A join on its own, and a way to run a batch of it. */
async function joinOf(type: string) {
  const { queries } = await lowerScript(scriptOf(type));
  const plan = operatorsOf(must(queries[0], 'a query').plan).find(({ op }) => op === 'join');
  if (plan?.op !== 'join') throw new Error('a join');
  const environment = { timeZone: 'UTC', batchTimestampMs: () => 0 };
  const make = () => new SymmetricHashJoinExec(plan, { environment, isStreaming: true, outputMode: 'append' });
  const feed = (
    exec: SymmetricHashJoinExec,
    [left, right]: readonly (readonly Row[])[],
    watermarkMs: number,
    isPaced: boolean,
  ) => {
    const batch = {
      batchId: 0,
      timestampMs: 0,
      lateWatermarkMs: watermarkMs,
      evictWatermarkMs: watermarkMs,
      ranges: [],
    };
    const scope = new BatchScope(batch, ['joined'], 0, null, isPaced);
    const rows: Row[] = [];
    const sinks = exec.openAll(scope, { push: (out) => rows.push(out), end: () => undefined });
    for (const at of exec.feedOrder) {
      for (const input of [left, right][at] ?? []) sinks[at]?.push(input);
      sinks[at]?.end();
    }
    return { rows, scope };
  };
  const run = (exec: SymmetricHashJoinExec, left: readonly Row[], right: readonly Row[], watermarkMs = 0) => {
    const { rows, scope } = feed(exec, [left, right], watermarkMs, false);
    return { rows, state: scope.stateOperators[0] };
  };
  /** Runs no more than so many steps of the batch's end; whether that is all of it. */
  const begin = async (
    exec: SymmetricHashJoinExec,
    inputs: readonly (readonly Row[])[],
    watermarkMs: number,
    stepsMax: number,
  ) => {
    const { scope } = feed(exec, inputs, watermarkMs, true);
    return await scope.rest(new StepPacing(stepsMax)).then(
      () => true,
      (error) => {
        expect(error).toBeInstanceOf(CancelledError);
        return false;
      },
    );
  };
  return { make, run, begin };
}

const types = ['inner', 'left', 'right', 'full', 'left-semi'];

describe.each(types)('the state of a %s join', (type) => {
  test('a batch that is given up leaves no trace', async () => {
    const { make, run } = await joinOf(type);
    const exec = make();
    run(exec, [row(1, 20), row(2, 21), row(2, 60)], [row(3, 22), row(3, 61)]);
    exec.commit();
    const before = contentsOf(exec.tables);
    run(exec, [row(3, 23), row(4, 62)], [row(1, 21), row(2, 22), row(5, 62)], 40_000);
    exec.abort();
    expect(contentsOf(exec.tables)).toEqual(before);
    const again = run(exec, [row(3, 62)], [row(2, 62)], 40_000);
    const fresh = make();
    restore(fresh.tables, before);
    expect(run(fresh, [row(3, 62)], [row(2, 62)], 40_000)).toEqual(again);
  });

  test('is as it was when the end of a large batch is broken off at any of its steps', async () => {
    const { make, run, begin } = await joinOf(type);
    const exec = make();
    const plain = make();
    const many = (count: number, step: number, from: number): Row[] =>
      Array.from({ length: count }, (_, at) => row(at * step, from + ((at * 7) % 400)));
    for (const each of [exec, plain]) {
      run(each, many(3000, 2, 20), many(3000, 3, 20));
      each.commit();
    }
    const before = contentsOf(plain.tables);
    const second = [many(1500, 3, 300), many(1500, 4, 300)];
    let steps = 0;
    while (!(await begin(exec, second, 280_000, steps))) {
      exec.abort();
      expect(contentsOf(exec.tables)).toEqual(before);
      steps = steps * 2 + 1;
    }
    expect(steps).toBeGreaterThan(5);
    exec.abort();
    const [left = [], right = []] = second;
    expect(run(exec, left, right, 280_000)).toEqual(run(plain, left, right, 280_000));
    for (const each of [exec, plain]) each.commit();
    // But for their numbers: those that the broken batches gave are not given again.
    const rowsOf = (each: SymmetricHashJoinExec) =>
      contentsOf(each.tables).map((table) => table.map(({ value }) => value));
    expect(rowsOf(exec)).toEqual(rowsOf(plain));
    const last = run(exec, [row(9, 900)], [], 800_000);
    expect(last).toEqual(run(plain, [row(9, 900)], [], 800_000));
    expect(last.state?.numRowsTotal).toBe(1);
  });

  test('comes back from a checkpoint, with what has met a partner', async () => {
    const { make, run } = await joinOf(type);
    const exec = make();
    run(exec, [row(1, 20), row(1, 21), row(2, 30)], [row(1, 22), row(5, 23)]);
    exec.commit();
    const restored = make();
    restore(restored.tables, contentsOf(exec.tables));
    expect(run(restored, [row(5, 42)], [row(2, 41)], 40_000)).toEqual(run(exec, [row(5, 42)], [row(2, 41)], 40_000));
  });
});

test('asks for batches without data only when it lets rows go', async () => {
  const at = (second: number) => [{ k: 1, time: second }];
  const steps = [
    { l: at(20), r: at(20) },
    { l: at(60), r: at(60) },
  ];
  const bounded = await runPipeline(scriptOf('inner', steps));
  expect(bounded.map(({ progress }) => progress.numInputRows)).toEqual([2, 0, 2, 0]);
  const open = scriptOf('inner', steps);
  const nodes = open.nodes.map((node) =>
    node.kind === 'join' ? { ...node, config: { type: 'inner', on: 'left.k = right.k' } } : node,
  );
  const kept = await runPipeline({ ...open, nodes });
  expect(kept.map(({ progress }) => progress.numInputRows)).toEqual([2, 2]);
});

test('rows are counted in and out of the join', async () => {
  const steps = [{ l: [1, 2, 3].map((k) => ({ k, time: 20 })), r: [2, 2, 9].map((k) => ({ k, time: 20 })) }];
  const [batch] = await runPipeline(scriptOf('inner', steps));
  expect(batch?.counts.joined).toEqual({ in: 6, out: 2 });
});

test('[PR-7] a source that feeds both sides is read once and counted twice', async () => {
  const script = scriptOf('inner', [{ l: [{ k: 1, time: 20 }] }]);
  const [batch] = await runPipeline({
    ...script,
    sources: script.sources.slice(0, 1),
    nodes: script.nodes.filter(({ id }) => id !== 'rw'),
    edges: [
      ['l', 'lw'],
      ['lw', 'joined', 'left'],
      ['lw', 'joined', 'right'],
    ],
  });
  expect(batch?.progress.numInputRows).toBe(2);
  expect(batch?.counts).toMatchObject({ l: { in: 0, out: 1 }, lw: { in: 1, out: 1 }, joined: { in: 2, out: 1 } });
});

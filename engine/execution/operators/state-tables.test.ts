/** What an operator writes down of each batch, replayed on another one, makes that one the same in all that it does from then on. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { must } from '../../base/assert.ts';
import { type LogicalPlan, operatorsOf } from '../../plan/logical-plan.ts';
import type { OutputMode } from '../../plan/output-mode.ts';
import { changesOf, contentsOf, replay, restore, type TablesEntries } from '../../state/testing/table-entries.ts';
import { lowerScript, type PipelineScript } from '../../testing/pipeline-script.ts';
import type { Row } from '../../types/value.ts';
import { BatchScope } from '../batch-scope.ts';
import { createMergingExec, createOperatorExec } from '../create-operator.ts';
import type { KeepsState, MergingExec, OperatorExec } from '../operator-exec.ts';

const fields = [
  { name: 'k', type: 'bigint' },
  { name: 'time', type: 'timestamp' },
];
const watermark = (id: string) => ({ id, kind: 'watermark', config: { timeColumn: 'time', delay: '10 seconds' } });
const within = 'left.time between right.time - interval 5 seconds and right.time + interval 5 seconds';

type Case = readonly [name: string, op: LogicalPlan['op'], script: PipelineScript];

const oneInput = (nodes: PipelineScript['nodes'], outputMode: OutputMode = 'append'): PipelineScript => ({
  sources: [{ id: 's', fields }],
  nodes: [watermark('w'), ...nodes],
  edges: nodes.map(({ id }, at): [string, string] => [nodes[at - 1]?.id ?? 'w', id]).concat([['s', 'w']]),
  outputMode,
  steps: [],
});
const join = (type: string, on = `left.k = right.k and ${within}`): Case => [
  `a ${type} join on ${on}`,
  'join',
  {
    sources: [
      { id: 'l', fields },
      { id: 'r', fields },
    ],
    nodes: [watermark('lw'), watermark('rw'), { id: 'joined', kind: 'join', config: { type, on } }],
    edges: [
      ['l', 'lw'],
      ['r', 'rw'],
      ['lw', 'joined', 'left'],
      ['rw', 'joined', 'right'],
    ],
    steps: [],
  },
];
const sessions = (outputMode: OutputMode): Case => [
  `sessions in mode ${outputMode}`,
  'aggregate',
  oneInput(
    [
      { id: 'sessions', kind: 'window', config: { type: 'session', timeColumn: 'time', gap: '5 seconds' } },
      {
        id: 'counts',
        kind: 'group-by',
        config: {
          keys: ['k', 'window'],
          aggregates: [
            { function: 'count' },
            { function: 'collect_list', expr: 'k', as: 'all' },
            { function: 'avg', expr: 'k' },
          ],
        },
      },
    ],
    outputMode,
  ),
];

const cases: readonly Case[] = [
  ['keys with their time', 'deduplicate', oneInput([{ id: 'd', kind: 'deduplicate', config: {} }])],
  ['keys without a time', 'deduplicate', oneInput([{ id: 'd', kind: 'deduplicate', config: { columns: ['k'] } }])],
  [
    'keys within the watermark',
    'deduplicate',
    oneInput([{ id: 'd', kind: 'deduplicate', config: { columns: ['k'], withinWatermark: true } }]),
  ],
  ['a limit', 'limit', oneInput([{ id: 'limit', kind: 'limit', config: { count: 25 } }])],
  sessions('append'),
  sessions('complete'),
  ...['inner', 'left', 'right', 'full', 'left-semi'].map((type) => join(type)),
  join('left', `left.k + 1 = right.k + 1 and ${within}`),
  join('full', 'left.k = right.k and left.time = right.time'),
];

interface Batch {
  /** Rows of (input, key, second). */
  readonly rows: readonly (readonly [input: 0 | 1, key: number, second: number])[];
  /** Seconds that the watermark moves. */
  readonly moves: number;
  readonly isGivenUp: boolean;
}

const batches: fc.Arbitrary<readonly Batch[]> = fc.array(
  fc.record({
    rows: fc.array(fc.tuple(fc.constantFrom(0 as const, 1 as const), fc.nat(3), fc.nat(25)), { maxLength: 12 }),
    moves: fc.nat(12),
    isGivenUp: fc.integer({ min: 0, max: 4 }).map((draw) => draw === 0),
  }),
  { minLength: 1, maxLength: 8 },
);

const micros = (second: number): bigint => BigInt(second) * 1_000_000n;

type Exec = (OperatorExec | MergingExec) & KeepsState;

async function planOf(op: LogicalPlan['op'], script: PipelineScript): Promise<LogicalPlan> {
  const { queries } = await lowerScript(script);
  const plan = must(queries[0], 'a query').plan;
  return must(
    operatorsOf(plan).find((operator) => operator.op === op),
    op,
  );
}

function make(plan: LogicalPlan, outputMode: OutputMode): Exec {
  const scope = { environment: { timeZone: 'UTC', batchTimestampMs: () => 0 }, isStreaming: true, outputMode };
  return (plan.op === 'join' ? createMergingExec(plan, scope) : createOperatorExec(plan, null, scope)) as Exec;
}

/** Runs a batch, uncommitted. Rows are at `watermarkS` and behind it. */
function run(exec: Exec, plan: LogicalPlan, { rows }: Batch, lateS: number, watermarkS: number) {
  const [lateWatermarkMs, evictWatermarkMs] = [lateS * 1000, watermarkS * 1000];
  const batch = { batchId: 0, timestampMs: 0, lateWatermarkMs, evictWatermarkMs, ranges: [] };
  const scope = new BatchScope(batch, [plan.nodeId], 0);
  const out: Row[] = [];
  const output = { push: (row: Row) => out.push(row), end: () => undefined };
  const isJoin = 'openAll' in exec;
  const sinks = isJoin ? exec.openAll(scope, output) : [exec.open(scope, output)];
  for (const at of isJoin ? exec.feedOrder : [0]) {
    for (const [input, key, second] of rows) {
      if (isJoin && input !== at) continue;
      const time = watermarkS + second;
      const session = plan.op === 'aggregate' ? [[micros(time), micros(time + 5)]] : [];
      must(sinks[at], 'a way in').push([BigInt(key), micros(time), ...session]);
    }
    must(sinks[at], 'a way in').end();
  }
  // What is taken in memory is an estimate from some of the rows, and those of a batch that was given up may be among them.
  const state = scope.stateOperators.map((report) => ({ ...report, memoryUsedBytes: report.memoryUsedBytes > 0 }));
  return { out, state };
}

/**
 * What of entries means something: not a join's numbers, which may differ once rows are gone, and not in which order things are removed,
 * or written again in their places.
 */
function essence(entries: TablesEntries, { tables }: Exec, isChange: boolean): unknown {
  return entries.map((ofTable, at) => {
    const isNumbered = tables[at]?.form.key[0]?.name === 'number';
    const shown = ofTable.map(({ key, value }) => (isNumbered ? { value } : { key, value }));
    return isChange
      ? shown.map((entry) => JSON.stringify(entry, (_, part) => (typeof part === 'bigint' ? `${part}n` : part))).sort()
      : shown;
  });
}

describe.each(cases)('%s', (_, op, script) => {
  test('replayed changes and a whole copy go on like the one that never stopped', async () => {
    const plan = await planOf(op, script);
    const outputMode = script.outputMode ?? 'append';
    fc.assert(
      fc.property(batches, batches, (before, after) => {
        const live = make(plan, outputMode);
        const replayed = make(plan, outputMode);
        let [lateS, watermarkS] = [0, 0];
        for (const batch of before) {
          run(live, plan, batch, lateS, watermarkS + batch.moves);
          if (batch.isGivenUp) {
            live.abort();
            continue;
          }
          const changes = changesOf(live.tables);
          live.commit();
          replay(replayed.tables, changes);
          expect(contentsOf(replayed.tables)).toEqual(contentsOf(live.tables));
          [lateS, watermarkS] = [watermarkS, watermarkS + batch.moves];
        }
        const copied = make(plan, outputMode);
        run(copied, plan, { rows: [[0, 9, 9]], moves: 0, isGivenUp: false }, 0, 0);
        copied.commit();
        restore(copied.tables, contentsOf(live.tables));
        for (const batch of after) {
          watermarkS += batch.moves;
          const [expected, ...others] = [live, replayed, copied].map((exec) => {
            const done = run(exec, plan, batch, lateS, watermarkS);
            const changes = essence(changesOf(exec.tables), exec, true);
            if (batch.isGivenUp) exec.abort();
            else exec.commit();
            const contents = essence(contentsOf(exec.tables), exec, false);
            return { ...done, changes, contents, sizes: exec.tables.map(({ size }) => size) };
          });
          for (const other of others) expect(other).toEqual(expected);
          lateS = watermarkS;
        }
      }),
      { seed: 20260214, numRuns: 60 },
    );
  });
});

test('a batch writes down what it touched, whatever else is kept', async () => {
  const [, op, script] = join('inner');
  const plan = await planOf(op, script);
  const exec = make(plan, 'append');
  const many: Batch['rows'] = Array.from({ length: 3000 }, (_, key) => [0, key, 1]);
  run(exec, plan, { rows: many, moves: 0, isGivenUp: false }, 0, 0);
  expect(changesOf(exec.tables).map(({ length }) => length)).toEqual([3000, 0]);
  exec.commit();
  run(exec, plan, { rows: [[1, 7, 2]], moves: 0, isGivenUp: false }, 0, 0);
  expect(changesOf(exec.tables)).toEqual([
    [{ key: [7n], value: [7n, micros(1), true] }],
    [{ key: [0n], value: [7n, micros(2), true] }],
  ]);
});

test('many rows of one key are taken out again in one go', async () => {
  const [, op, script] = join('inner', `left.k = right.k and ${within}`);
  const plan = await planOf(op, script);
  const exec = make(plan, 'append');
  const rows = Array.from({ length: 60_000 }, (_, number) => ({
    key: [BigInt(number)],
    value: [1n, micros(number), false],
  }));
  restore(exec.tables, [rows, []]);
  replay(exec.tables, [rows.slice(1).map(({ key }) => ({ key, value: null })), []]);
  expect(contentsOf(exec.tables)).toEqual([rows.slice(0, 1), []]);
});

test('the budget of a limit is one for each batch where each batch has its own rows', async () => {
  const script = oneInput(
    [
      { id: 'counts', kind: 'group-by', config: { keys: ['k'], aggregates: [{ function: 'count' }] } },
      { id: 'limit', kind: 'limit', config: { count: 2 } },
    ],
    'complete',
  );
  expect(make(await planOf('limit', script), 'complete').tables).toEqual([]);
});

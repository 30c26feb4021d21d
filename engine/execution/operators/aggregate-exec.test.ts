import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { must } from '../../base/assert.ts';
import { CancelledError } from '../../base/errors/engine-error.ts';
import type { Expr } from '../../expression/expr.ts';
import { loadExpressionParser } from '../../expression/parse-expression.ts';
import type { LogicalPlan } from '../../plan/logical-plan.ts';
import { type Aggregate, aggregate } from '../../plan/operators/aggregate.ts';
import type { OutputMode } from '../../plan/output-mode.ts';
import { CollectedTable } from '../../state/files/collected-table.ts';
import { GroupTable } from '../../state/groups/group-table.ts';
import { MemoryBudget } from '../../state/memory-budget.ts';
import type { StateTable } from '../../state/state-table.ts';
import { blocksOf, entriesOf, restoreAll } from '../../state/testing/entry-blocks.ts';
import { bindText } from '../../testing/call-aggregate.ts';
import { BIGINT, type DataType, STRING, TIMESTAMP, WINDOW } from '../../types/data-type.ts';
import { makeGroupKey } from '../../types/group-key.ts';
import type { RowBatch } from '../../types/row-batch.ts';
import type { Row, Value } from '../../types/value.ts';
import { BatchScope } from '../batch-scope.ts';
import { AggregateExec } from './aggregate-exec.ts';

beforeAll(loadExpressionParser);

const column = (index: number, type: DataType): Expr =>
  ({ kind: 'column', index, name: `c${index}`, type, nullable: true }) as Expr;

/** Count, sum and list of the third column by the first, which may be an event time, and the second. */
function planOf(timeType: DataType): Aggregate {
  const input = {
    op: 'rows-scan',
    nodeId: 'rows',
    isStatic: false,
    batches: [],
    schema: [
      { name: 'time', type: timeType, nullable: true, eventTime: { delayMs: 0 } },
      { name: 'name', type: STRING, nullable: true },
      { name: 'l', type: BIGINT, nullable: true },
    ],
  } as LogicalPlan;
  const keys = [
    { name: 'time', expr: column(0, timeType) },
    { name: 'name', expr: column(1, STRING) },
  ];
  const calls = ['count', 'sum', 'collect_list'].map((name) => {
    const bound = bindText({ name, args: 'l', columns: { l: 'bigint' } });
    if (!bound.ok) throw new Error(bound.error.code);
    return { name, ...bound.value, args: [column(2, BIGINT)] };
  });
  return aggregate('groups', input, keys, calls);
}

const environment = { timeZone: 'UTC', batchTimestampMs: () => 0 };

function execOf(plan: Aggregate, outputMode: OutputMode, isStreaming = true, memory?: MemoryBudget): AggregateExec {
  return new AggregateExec(plan, { environment, isStreaming, outputMode, ...(memory === undefined ? {} : { memory }) });
}

function groupsOf(exec: AggregateExec): StateTable {
  return must(exec.tables[0], 'an aggregation has one table');
}

interface Outcome {
  readonly rows: readonly Row[];
  readonly state: unknown;
  readonly count: unknown;
}

function scopeOf(lateMs: number, evictMs: number): BatchScope {
  const batch = { batchId: 0, timestampMs: 0, lateWatermarkMs: lateMs, evictWatermarkMs: evictMs, ranges: [] };
  return new BatchScope(batch, ['groups'], 0);
}

const outcomeOf = (scope: BatchScope, rows: readonly Row[]): Outcome => {
  const [state] = scope.stateOperators;
  return { rows, state: { ...state, memoryUsedBytes: 0 }, count: scope.countOf('groups').out };
};

/** A batch whose rows come one by one. */
function runRows(exec: AggregateExec, rows: readonly Row[], lateMs: number, evictMs: number): Outcome {
  const scope = scopeOf(lateMs, evictMs);
  const seen: Row[] = [];
  const sink = exec.open(scope, { push: (row) => seen.push(row), end: () => undefined });
  for (const row of rows) sink.push(row);
  sink.end();
  return outcomeOf(scope, seen);
}

/** A batch whose groups come as a table. */
async function runTable(
  exec: AggregateExec,
  plan: Aggregate,
  rows: readonly Row[],
  lateMs: number,
  evictMs: number,
): Promise<Outcome> {
  const table = GroupTable.of(plan);
  for (const row of rows) {
    const group = table.groupOf(row.slice(0, 2));
    plan.calls.forEach((_, call) => {
      table.update(group, call, [row[2] ?? null]);
    });
  }
  const scope = scopeOf(lateMs, evictMs);
  const seen: Row[] = [];
  await exec.finish(
    table,
    scope,
    { push: (row) => seen.push(row), end: () => undefined },
    new AbortController().signal,
  );
  return outcomeOf(scope, seen);
}

interface Kept {
  readonly keys: readonly Value[];
  readonly values: readonly (bigint | null)[];
}

/** What the state holds, the plain way: all values of each key, copied whole in each batch. */
class Model {
  kept: ReadonlyMap<string, Kept> = new Map();
  readonly #keyOf: (values: readonly Value[]) => string;
  readonly #timeOf: (key: Value) => bigint | null;

  constructor(timeType: DataType) {
    this.#keyOf = makeGroupKey([timeType, STRING]);
    this.#timeOf = (key) =>
      timeType.kind === 'struct' ? ((key as readonly bigint[] | null)?.[1] ?? null) : (key as bigint | null);
  }

  /** The rows that the batch puts out, and what is kept if it is committed. */
  run(
    rows: readonly Row[],
    mode: OutputMode,
    lateMs: number,
    evictMs: number,
  ): { rows: readonly Row[]; next: ReadonlyMap<string, Kept> } {
    const next = new Map(this.kept);
    const touched = new Set<string>();
    for (const row of rows) {
      const keys = row.slice(0, 2);
      if (mode !== 'complete' && this.#isPast(keys, lateMs)) continue;
      const text = this.#keyOf(keys);
      const known = next.get(text);
      next.set(text, { keys: known?.keys ?? keys, values: [...(known?.values ?? []), row[2] as bigint | null] });
      touched.add(text);
    }
    const shown = (text: string): Row => {
      const { keys, values } = next.get(text) ?? { keys: [], values: [] };
      const present = values.flatMap((value) => (value === null ? [] : [value]));
      const sum = present.length === 0 ? null : present.reduce((a, b) => a + b);
      return [...keys, BigInt(present.length), sum, present];
    };
    if (mode === 'complete') return { rows: [...next.keys()].map(shown), next };
    const past = [...next].filter(([, { keys }]) => this.#isPast(keys, evictMs)).map(([text]) => text);
    const out = (mode === 'update' ? [...touched] : past).map(shown);
    for (const text of past) next.delete(text);
    return { rows: out, next };
  }

  #isPast(keys: readonly Value[], watermarkMs: number): boolean {
    const time = this.#timeOf(keys[0] ?? null);
    return time !== null && time <= BigInt(watermarkMs) * 1000n;
  }
}

const times = fc.oneof(
  fc.integer({ min: 0, max: 12 }).map((second): Value => BigInt(second) * 1_000_000n),
  fc.constantFrom<Value>(null, 2n ** 53n + 1n, -5_000_000n),
);
const windows = fc.oneof(
  fc.integer({ min: 0, max: 4 }).map((at): Value => [BigInt(at) * 3_000_000n, BigInt(at + 1) * 3_000_000n]),
  fc.constantFrom<Value>(null, [0n, 1_000_000n], [2n ** 60n, 2n ** 60n + 3_000_000n]),
);
const rowsOf = (time: fc.Arbitrary<Value>): fc.Arbitrary<Row[]> =>
  fc.array(
    fc.tuple(time, fc.constantFrom('a', 'b', 'é', null), fc.option(fc.bigInt({ min: -9n, max: 9n }), { nil: null })),
    { maxLength: 20 },
  );
const batchesOf = (time: fc.Arbitrary<Value>) =>
  fc.array(
    fc.record({
      rows: rowsOf(time),
      movesMs: fc.integer({ min: 0, max: 4000 }),
      fails: fc.integer({ min: 0, max: 3 }),
    }),
    { maxLength: 7 },
  );

describe.each<[string, DataType, fc.Arbitrary<Value>]>([
  ['times', TIMESTAMP, times],
  ['windows', WINDOW, windows],
])('by %s and names, over batches of which some fail first', (_, type, time) => {
  test.each(['append', 'update', 'complete'] as const)('%s', async (mode) => {
    const plan = planOf(type);
    await fc.assert(
      fc.asyncProperty(batchesOf(time), async (batches) => {
        const [byRow, byTable] = [execOf(plan, mode), execOf(plan, mode)];
        const [replayed, following] = [new CollectedTable(groupsOf(byRow).form), groupsOf(execOf(plan, mode))];
        const model = new Model(type);
        let lateMs = 0;
        let evictMs = 0;
        for (const { rows, movesMs, fails } of batches) {
          evictMs += movesMs;
          for (let attempt = fails; ; attempt = 0) {
            const expected = model.run(rows, mode, lateMs, evictMs);
            const told = runRows(byRow, rows, lateMs, evictMs);
            expect(told.rows).toEqual(expected.rows);
            expect(await runTable(byTable, plan, rows, lateMs, evictMs)).toEqual(told);
            expect(told.state).toMatchObject({ numRowsTotal: expected.next.size });
            const changes = blocksOf(groupsOf(byTable), 'changes');
            if (attempt !== 1) {
              restoreAll(replayed, changes);
              restoreAll(following, changes);
              byRow.commit();
              byTable.commit();
              model.kept = expected.next;
              break;
            }
            byRow.abort();
            byTable.abort();
          }
          expect(entriesOf(groupsOf(byTable))).toEqual(entriesOf(groupsOf(byRow)));
          expect(entriesOf(groupsOf(byTable))).toHaveLength(model.kept.size);
          expect(entriesOf(replayed)).toEqual(entriesOf(groupsOf(byRow)));
          expect(entriesOf(following)).toEqual(entriesOf(groupsOf(byRow)));
          groupsOf(byRow).clear();
          restoreAll(groupsOf(byRow), blocksOf(groupsOf(byTable), 'all'));
          expect(entriesOf(groupsOf(byRow))).toEqual(entriesOf(groupsOf(byTable)));
          lateMs = evictMs;
        }
      }),
      { seed: 20261123, numRuns: 60 },
    );
  });
});

describe('batch mode', () => {
  test('puts out every group of a table that it takes over, and keeps none of a batch that failed', async () => {
    const plan = planOf(WINDOW);
    const rows: Row[] = [
      [[0n, 3n], 'a', 4n],
      [null, null, null],
      [[0n, 3n], 'a', 5n],
    ];
    const exec = execOf(plan, 'complete', false);
    const expected = runRows(execOf(plan, 'complete', false), rows, 0, 0);
    const told = await runTable(exec, plan, rows, 0, 0);
    expect(told).toEqual(expected);
    expect(told.rows).toEqual([
      [[0n, 3n], 'a', 2n, 9n, [4n, 5n]],
      [null, null, 0n, null, []],
    ]);
    exec.abort();
    expect(entriesOf(groupsOf(exec))).toEqual([]);
  });
});

describe('a large table', () => {
  const large = (plan: Aggregate, groups: number): GroupTable => {
    const table = GroupTable.of(plan);
    for (let i = 0; i < groups; i++) table.groupOf([[0n, 10n], `name ${i}`]);
    return table;
  };

  test('lets others have their turn while it is merged and put out', async () => {
    const plan = planOf(WINDOW);
    const exec = execOf(plan, 'update');
    const scope = scopeOf(0, 0);
    let turns = 0;
    let isDone = false;
    const count = (): void => {
      turns++;
      if (!isDone) setImmediate(count);
    };
    setImmediate(count);
    let rows = 0;
    const output = { push: () => rows++, end: () => undefined };
    await exec.finish(large(plan, 200_000), scope, output, new AbortController().signal);
    isDone = true;
    expect(rows).toBe(200_000);
    expect(turns).toBeGreaterThan(2);
  });

  test('is given up soon after the run is stopped, and leaves no trace', async () => {
    const plan = planOf(WINDOW);
    const exec = execOf(plan, 'update');
    const stopping = new AbortController();
    setImmediate(() => stopping.abort());
    const output = { push: () => undefined, end: () => expect.fail('a batch that was stopped has no end') };
    await expect(exec.finish(large(plan, 300_000), scopeOf(0, 0), output, stopping.signal)).rejects.toThrow(
      CancelledError,
    );
    exec.abort();
    expect(entriesOf(groupsOf(exec))).toEqual([]);
  });

  test('beyond the memory limit ends the batch while it is merged', async () => {
    const plan = planOf(WINDOW);
    const memory = new MemoryBudget(4 * 1024 ** 2);
    const exec = execOf(plan, 'update', true, memory);
    const output = { push: () => undefined, end: () => undefined };
    const { signal } = new AbortController();
    await exec.finish(large(plan, 100), scopeOf(0, 0), output, signal);
    exec.commit();
    const kept = memory.usedBytes;
    expect(kept).toBeGreaterThan(0);
    await expect(exec.finish(large(plan, 100_000), scopeOf(0, 0), output, signal)).rejects.toMatchObject({
      code: 'EXE-129',
      at: { nodeId: 'groups' },
    });
    exec.abort();
    expect(entriesOf(groupsOf(exec))).toHaveLength(100);
  });
});

describe('a result of many groups, for who may leave it unread', () => {
  const groups = 5000;
  const counting = (): Aggregate => {
    const plan = planOf(TIMESTAMP);
    return { ...plan, calls: plan.calls.slice(0, 2) };
  };
  const tableOf = (plan: Aggregate, values: readonly bigint[], names = groups): GroupTable => {
    const table = GroupTable.of(plan);
    for (let i = 0; i < names; i++) {
      const group = table.groupOf([1_000_000n, `name ${i}`]);
      for (const value of values) for (const call of [0, 1]) table.update(group, call, [value]);
    }
    return table;
  };
  const finish = async (exec: AggregateExec, table: GroupTable) => {
    const taken: RowBatch[] = [];
    const pushed: Row[] = [];
    const scope = scopeOf(0, 0);
    const output = {
      push: (row: Row) => pushed.push(row),
      takeColumns: (columns: RowBatch) => taken.push(columns) > 0,
      end: () => undefined,
    };
    await exec.finish(table, scope, output, new AbortController().signal);
    expect(scope.countOf('groups').out).toBe(pushed.length + (taken[0]?.length ?? 0));
    return { pushed, taken };
  };
  const rowsOfAll = (count: bigint, sum: bigint, names = groups): Row[] =>
    Array.from({ length: names }, (_, i) => [1_000_000n, `name ${i}`, count, sum]);

  test('in complete mode stays what it was while later batches change the state, or fail', async () => {
    const plan = counting();
    const exec = execOf(plan, 'complete');
    const first = await finish(exec, tableOf(plan, [4n]));
    exec.commit();
    expect([first.pushed, first.taken.length]).toEqual([[], 1]);
    const second = await finish(exec, tableOf(plan, [5n, 6n], groups + 300));
    exec.abort();
    const third = await finish(exec, tableOf(plan, [7n]));
    exec.commit();
    await finish(exec, tableOf(plan, [8n], groups * 2));
    exec.commit();
    expect(first.taken[0]?.slice()).toEqual(rowsOfAll(1n, 4n));
    expect(third.taken[0]?.slice()).toEqual(rowsOfAll(2n, 11n));
    expect(second.taken[0]?.slice(0, groups)).toEqual(rowsOfAll(3n, 15n));
  });

  test('in batch mode is the table itself, also after the batch', async () => {
    const plan = counting();
    const exec = execOf(plan, 'complete', false);
    const { taken } = await finish(exec, tableOf(plan, [4n, 5n]));
    exec.commit();
    expect(taken[0]?.slice()).toEqual(rowsOfAll(2n, 9n));
    exec.abort();
    expect(taken[0]?.slice()).toEqual(rowsOfAll(2n, 9n));
  });

  test.each<[string, () => Aggregate, OutputMode, number]>([
    ['few groups', counting, 'complete', 4000],
    ['groups with lists', () => planOf(TIMESTAMP), 'complete', groups],
    ['groups of an update', counting, 'update', groups],
  ])('is rows at once for %s', async (_, planFor, mode, names) => {
    const plan = planFor();
    const { pushed, taken } = await finish(execOf(plan, mode), tableOf(plan, [4n], names));
    expect([pushed.length, taken]).toEqual([names, []]);
    expect(pushed[3]?.slice(0, 4)).toEqual([1_000_000n, 'name 3', 1n, 4n]);
  });
});

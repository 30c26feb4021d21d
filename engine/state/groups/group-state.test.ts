import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type { AggregateBuffer } from '../../expression/aggregates/aggregate-function.ts';
import { loadExpressionParser } from '../../expression/parse-expression.ts';
import { bindText } from '../../testing/call-aggregate.ts';
import { BIGINT, BOOLEAN, type DataType, DOUBLE, INT, STRING, WINDOW } from '../../types/data-type.ts';
import { makeGroupKey } from '../../types/group-key.ts';
import type { Value } from '../../types/value.ts';
import { GroupState } from './group-state.ts';
import { type GroupPlan, GroupTable } from './group-table.ts';
import { StringPool } from './string-pool.ts';
import { mergeTable, TableMerge } from './table-merge.ts';
import { fromTransferred, transferred } from './transferred-table.ts';

beforeAll(loadExpressionParser);

const keyTypes: readonly DataType[] = [STRING, WINDOW, BIGINT, BOOLEAN, DOUBLE, INT];
const keyOf = makeGroupKey(keyTypes);

function planOf(types: readonly DataType[]): GroupPlan {
  const calls = [
    ['count', '*'],
    ['sum', 'l'],
    ['avg', 'd'],
    ['max', 'l'],
    ['collect_list', 'l'],
  ].map(([name = '', args = '']) => {
    const bound = bindText({ name, args, columns: { l: 'bigint', d: 'double' } });
    if (!bound.ok) throw new Error(bound.error.code);
    return bound.value;
  });
  return { keys: types.map((type) => ({ expr: { type } })), calls };
}

const text = fc.constantFrom('', 'a', 'bb', 'é', '\ud800', '~', null);
const window = fc.constantFrom<Value>(
  [0n, 10n],
  [10n, 20n],
  [-10n, 0n],
  [0n, 7n],
  [2n ** 60n, 2n ** 60n + 10n],
  [0n, null],
  null,
);
const key: fc.Arbitrary<Value[]> = fc.tuple(
  text,
  window,
  fc.constantFrom(0n, 1n, 2n ** 62n, 2n ** 53n, -1n, null),
  fc.constantFrom(true, false, null),
  fc.constantFrom(0, -0, 0.5, 0.25, Number.NaN, null),
  fc.constantFrom(0, 1, -5, null),
);
const value = fc.oneof(fc.bigInt({ min: -9n, max: 9n }), fc.constantFrom(2n ** 53n, 2n ** 62n, -(2n ** 62n)));
const row = fc.record({ key, l: fc.option(value, { nil: null }), d: fc.constantFrom(0.1, -0, 3, null) });
type Given = typeof row extends fc.Arbitrary<infer One> ? One : never;

/** The arguments of each call for a row. */
const argsOf = ({ l, d }: Given): Value[][] => [[], [l], [d], [l], [l]];

/** A batch's own groups, as a stage makes them. */
function tableOf(plan: GroupPlan, rows: readonly Given[], strings: readonly (StringPool | null)[] = []): GroupTable {
  const table = GroupTable.of(plan, strings);
  for (const given of rows) addTo(table, given);
  return table;
}

function addTo(table: GroupTable, given: Given): void {
  const group = table.groupOf(given.key.slice(0, table.keys.length));
  argsOf(given).forEach((args, call) => {
    table.update(group, call, args);
  });
}

interface Entry {
  readonly keys: readonly Value[];
  readonly buffers: AggregateBuffer[];
}

type Model = ReadonlyMap<string, Entry>;

/** The interpreter's way with a batch: its own groups first, each then merged into what is stored. */
function mergedModel(plan: GroupPlan, stored: Model, rows: readonly Given[]): Model {
  const partial = new Map<string, Entry>();
  for (const given of rows) {
    const text = keyOf(given.key);
    const entry = partial.get(text) ?? {
      keys: given.key,
      buffers: plan.calls.map(({ aggregate }) => aggregate.initial()),
    };
    partial.set(text, entry);
    argsOf(given).forEach((args, call) => {
      plan.calls[call]?.aggregate.update(entry.buffers[call] ?? [], args);
    });
  }
  const model = new Map(stored);
  for (const [text, { keys, buffers }] of partial) {
    const known = stored.get(text);
    const merged = plan.calls.map(({ aggregate }, call) => {
      const buffer = [...(known?.buffers[call] ?? aggregate.initial())];
      aggregate.merge(buffer, buffers[call] ?? []);
      return buffer;
    });
    model.set(text, { keys: known?.keys ?? keys, buffers: merged });
  }
  return model;
}

function shown(table: GroupTable): [string, AggregateBuffer[]][] {
  const groups = [...Array(table.size).keys()].filter((group) => table.isLive(group));
  return groups.map((group) => [keyOf(table.valuesOf(group)), table.buffersOf(group)]);
}

const shownModel = (model: Model) =>
  [...model].map(([text, { buffers }]): [string, AggregateBuffer[]] => [text, buffers]);

type Step =
  | {
      readonly do: 'batch';
      readonly rows: readonly Given[];
      readonly isTable: boolean;
      readonly ends: 'commit' | 'abort';
    }
  | { readonly do: 'remove'; readonly which: readonly number[]; readonly ends: 'commit' | 'abort' };

const ends = fc.constantFrom('commit' as const, 'commit' as const, 'abort' as const);
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('batch' as const),
      rows: fc.array(row, { maxLength: 25 }),
      isTable: fc.boolean(),
      ends,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('remove' as const), which: fc.array(fc.nat(), { maxLength: 12 }), ends }),
  },
);

const run = (steps: Generator<void>): void => {
  for (const _ of steps);
};

test('behaves like a map that is copied at each commit', () => {
  const plan = planOf(keyTypes);
  fc.assert(
    fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
      const state = new GroupState(GroupTable.of(plan), 4);
      // A scanner's dictionary lives on from batch to batch.
      const strings = [new StringPool()];
      let model: Model = new Map();
      for (const action of steps) {
        run(state.compact());
        expect(shown(state.table)).toEqual(shownModel(model));
        let next = model;
        if (action.do === 'batch') {
          let overflows = false;
          try {
            next = mergedModel(plan, model, action.rows);
          } catch {
            overflows = true;
          }
          const merge = (): void => {
            const table = tableOf(plan, action.rows, action.isTable ? strings : []);
            const groups = new Int32Array(table.size);
            if (action.isTable) run(state.merge(table, () => true, groups));
            else
              for (let group = 0; group < table.size; group++)
                state.mergeBuffers(table.valuesOf(group), table.buffersOf(group));
          };
          if (overflows) {
            expect(merge).toThrow(expect.objectContaining({ code: 'EXE-101' }));
            state.abort();
            expect(shown(state.table)).toEqual(shownModel(model));
            continue;
          }
          merge();
          expect(shown(state.table)).toEqual(shownModel(next));
        } else {
          const { table } = state;
          const live = [...Array(table.size).keys()].filter((group) => table.isLive(group));
          const gone = new Set(action.which.flatMap((at) => live[at % Math.max(1, live.length)] ?? []));
          const left = new Map(model);
          for (const group of gone) {
            state.remove(group);
            left.delete(keyOf(table.valuesOf(group)));
          }
          next = left;
        }
        expect(state.size).toBe(next.size);
        if (action.ends === 'commit') {
          state.commit();
          model = next;
        } else state.abort();
        expect(shown(state.table)).toEqual(shownModel(model));
        expect(state.size).toBe(model.size);
      }
    }),
    { seed: 20261123, numRuns: 150 },
  );
});

test('clears away what was removed, its texts too', () => {
  const plan = planOf([STRING, BIGINT]);
  const state = new GroupState(GroupTable.of(plan));
  const fill = (from: number, to: number): void => {
    const batch = GroupTable.of(plan);
    for (let i = from; i < to; i++) batch.groupOf([`key number ${i}`, BigInt(i)]);
    run(state.merge(batch, () => true, new Int32Array(batch.size)));
    state.commit();
  };
  fill(0, 20_000);
  const full = state.memoryBytes;
  for (let group = 0; group < 19_000; group++) state.remove(group);
  state.commit();
  run(state.compact());
  expect(state.table.size).toBe(1000);
  expect(state.table.keys[0]?.strings?.size).toBe(1000);
  expect(state.memoryBytes).toBeLessThan(full / 5);
  expect(state.table.valuesOf(0)).toEqual(['key number 19000', 19_000n]);
  fill(0, 2);
  expect(state.table.valuesOf(1000)).toEqual(['key number 0', 0n]);
});

describe('tables of several workers', () => {
  test('merge into the order in which groups first came, whoever has read which range', () => {
    const plan = planOf(keyTypes);
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.array(row, { maxLength: 8 }), fc.nat(2)), { maxLength: 8 }), (ranges) => {
        const workers = [0, 1, 2].map(() => GroupTable.of(plan, [new StringPool()]));
        const whole = GroupTable.of(plan);
        try {
          for (const [range, [rows, worker]] of ranges.entries()) {
            workers[worker]?.markRange(range);
            for (const given of rows) {
              addTo(workers[worker] ?? whole, given);
              addTo(whole, given);
            }
          }
        } catch {
          return;
        }
        const target = GroupTable.of(plan);
        const parts = workers.flatMap((worker) => {
          const sent = transferred(worker);
          const source = fromTransferred(structuredClone(sent.data, { transfer: sent.transfer }), plan);
          expect(shown(source)).toEqual(shown(worker));
          const merging = new TableMerge(target, source);
          return source.segments.map((segment) => ({ ...segment, merging }));
        });
        parts.sort((a, b) => a.range - b.range);
        try {
          for (const { merging, from, to } of parts) merging.merge(from, to);
        } catch {
          return; // sums that overflow in another order
        }
        expect(shown(target).map(([text]) => text)).toEqual(shown(whole).map(([text]) => text));
        const exact = (table: GroupTable) => shown(table).map(([, [rows, , , most]]) => [rows, most]);
        expect(exact(target)).toEqual(exact(whole));
      }),
      { seed: 20261123, numRuns: 150 },
    );
  });

  test('a table that was sent can be merged into and looked up', () => {
    const plan = planOf([STRING, DOUBLE]);
    const made = GroupTable.of(plan);
    const wanted = ['x', 'y', 'z'].map((name, i) => made.groupOf([name, i / 2]));
    const back = fromTransferred(structuredClone(transferred(made).data), plan);
    expect(back.groupOf(['y', 0.5])).toBe(wanted[1]);
    mergeTable(back, made);
    expect(back.size).toBe(3);
    expect(back.groupOf(['w', null])).toBe(3);
    expect(back.valuesOf(3)).toEqual(['w', null]);
  });
});

test('a cleared table keeps a scanner’s dictionary and forgets its own', () => {
  const plan = planOf([STRING, STRING]);
  const strings = new StringPool();
  const table = GroupTable.of(plan, [strings, null]);
  for (let i = 0; i < 70_000; i++) table.groupOf([`a${i}`, `b${i}`]);
  table.markRange(4);
  table.clear();
  expect([table.size, strings.size, table.keys[1]?.strings?.size, table.segments]).toEqual([0, 70_000, 0, []]);
  expect(table.memoryBytes).toBeLessThan(200_000);
  expect(table.valuesOf(table.groupOf(['a7', 'b7']))).toEqual(['a7', 'b7']);
});

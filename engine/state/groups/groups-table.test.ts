import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { loadExpressionParser } from '../../expression/parse-expression.ts';
import { bindText } from '../../testing/call-aggregate.ts';
import {
  array,
  BIGINT,
  BOOLEAN,
  type DataType,
  DOUBLE,
  INT,
  STRING,
  TIMESTAMP,
  WINDOW,
} from '../../types/data-type.ts';
import { makeGroupKey } from '../../types/group-key.ts';
import type { Value } from '../../types/value.ts';
import { blocksOf, entriesOf, restoreAll } from '../testing/entry-blocks.ts';
import { GroupState } from './group-state.ts';
import { GroupTable } from './group-table.ts';
import { GroupsTable, type NamedGroupPlan } from './groups-table.ts';

beforeAll(loadExpressionParser);

function planOf(types: readonly DataType[]): NamedGroupPlan {
  const calls = [
    ['count', '*'],
    ['sum', 'l'],
    ['avg', 'd'],
    ['collect_list', 'l'],
  ].map(([name = '', args = '']) => {
    const bound = bindText({ name, args, columns: { l: 'bigint', d: 'double' } });
    if (!bound.ok) throw new Error(bound.error.code);
    return { name, ...bound.value };
  });
  return { keys: types.map((type, at) => ({ name: `k${at}`, expr: { type } })), calls };
}

interface Kept {
  readonly state: GroupState;
  readonly table: GroupsTable;
  readonly heard: (number | 'cleared')[];
}

function kept(plan: NamedGroupPlan): Kept {
  // Cleared away as soon as anything is gone, so that numbers change often.
  const state = new GroupState(GroupTable.of(plan), 1);
  const heard: Kept['heard'] = [];
  const table = new GroupsTable(state, plan, {
    cleared: () => heard.push('cleared'),
    restored: (first) => heard.push(first),
  });
  return { state, table, heard };
}

const values = {
  text: fc.constantFrom<Value>(
    null,
    '',
    'a',
    'é',
    '\ud800',
    '\u{1F600}',
    'a longer text, of more than sixty-four bytes, so that it is copied whole',
  ),
  big: fc.oneof(fc.constantFrom<Value>(null, 2n ** 53n + 1n, -(2n ** 63n)), fc.bigInt({ min: -2n, max: 2n })),
  window: fc.constantFrom<Value>(null, [0n, 10n], [10n, 20n], [0n, 5n], [2n ** 60n, 2n ** 60n + 10n], [null, 3n]),
  boolean: fc.constantFrom<Value>(null, true, false),
  double: fc.constantFrom<Value>(null, 0, 1.5, Number.NaN, Infinity),
  int: fc.option(fc.integer({ min: -2, max: 2 }), { nil: null }),
  list: fc.constantFrom<Value>(null, [], ['a'], ['a', null]),
};

describe.each<[string, readonly DataType[], fc.Arbitrary<readonly Value[]>]>([
  ['a text', [STRING], fc.tuple(values.text)],
  ['a whole number', [BIGINT], fc.tuple(values.big)],
  ['a window and a text', [WINDOW, STRING], fc.tuple(values.window, values.text)],
  ['a time, a flag and a number', [TIMESTAMP, BOOLEAN, INT], fc.tuple(values.big, values.boolean, values.int)],
  ['values of a pool', [DOUBLE, array(STRING)], fc.tuple(values.double, values.list)],
])('groups by %s', (_, types, key) => {
  const batch = fc.record({
    rows: fc.array(fc.tuple(key, fc.bigInt({ min: -5n, max: 5n })), { maxLength: 12 }),
    gone: fc.array(fc.nat(), { maxLength: 4 }),
    isUndone: fc.boolean(),
  });
  const keyOf = makeGroupKey(types);

  test('are told by what each batch did, and by all there is', () => {
    const plan = planOf(types);
    fc.assert(
      fc.property(fc.array(batch, { maxLength: 8 }), (batches) => {
        const [first, following] = [kept(plan), kept(plan)];
        for (const { rows, gone, isUndone } of batches) {
          for (const _ of first.state.compact());
          const table = GroupTable.of(plan);
          for (const [values, l] of rows) {
            const group = table.groupOf(values);
            [[], [l], [Number(l) / 3], [l]].forEach((args, call) => {
              table.update(group, call, args);
            });
          }
          for (const _ of first.state.merge(table, undefined, new Int32Array(table.size)));
          const { size } = first.state.table;
          const leaving = new Set(gone.map((at) => at % Math.max(1, size)));
          for (const group of leaving) if (group < size && first.state.table.isLive(group)) first.state.remove(group);
          if (isUndone) {
            first.state.abort();
            continue;
          }
          const changes = blocksOf(first.table, 'changes');
          first.state.commit();
          restoreAll(following.table, changes);
          expect(following.table.size).toBe(first.table.size);
          expect(entriesOf(following.table)).toEqual(entriesOf(first.table));
        }
        const whole = kept(plan);
        restoreAll(whole.table, blocksOf(first.table, 'all'));
        expect(entriesOf(whole.table)).toEqual(entriesOf(first.table));
        // Every group is found again, in the table as in the copies.
        for (const { state } of [whole, following]) {
          const { table } = state;
          for (let group = 0; group < table.size; group++) {
            if (table.isLive(group)) expect(table.groupOf(table.valuesOf(group))).toBe(group);
          }
          const texts = new Set(entriesOf(first.table).map((entry) => keyOf((entry as { key: Value[] }).key)));
          expect(texts.size).toBe(state.size);
        }
        whole.table.clear();
        expect([whole.table.size, whole.heard[0], whole.heard.at(-1)]).toEqual([0, 0, 'cleared']);
      }),
      { seed: 20261123, numRuns: 60 },
    );
  });
});

test('a batch writes what it touched, not what there is', () => {
  const plan = planOf([STRING]);
  const { state, table } = kept(plan);
  const initial = plan.calls.map(({ aggregate }) => aggregate.initial());
  for (let i = 0; i < 20_000; i++) state.table.groupOf([`key ${i}`]);
  state.commit();
  for (let i = 0; i < 5; i++) state.mergeBuffers([`key ${i * 4000}`], initial);
  state.mergeBuffers(['new'], initial);
  state.remove(7);
  let steps = 0;
  let entries = 0;
  const count = { put: () => entries++, remove: () => entries++ };
  for (const _ of table.writeChanges(count)) steps++;
  expect([entries, steps]).toEqual([7, 3]);
});

test('a snapshot of many groups is taken in in steps, and can be searched at once', () => {
  const plan = { ...planOf([STRING]), calls: planOf([STRING]).calls.slice(0, 2) };
  const [from, into] = [kept(plan), kept(plan)];
  for (let i = 0; i < 100_000; i++) from.state.table.groupOf([`key ${i}`]);
  from.state.commit();
  const blocks = blocksOf(from.table, 'all');
  expect(blocks.length).toBeGreaterThan(10);
  into.table.reserve(100_000);
  let steps = 0;
  for (const block of blocks) for (const _ of into.table.restore(block)) steps++;
  for (const _ of into.table.settle()) steps++;
  expect(steps).toBeGreaterThan(20);
  expect(into.state.table.groupOf(['key 99999'])).toBe(99_999);
  expect(into.state.table.groupOf(['another'])).toBe(100_000);
  expect(into.state.firstAdded).toBe(100_000);
});

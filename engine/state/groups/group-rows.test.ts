import { beforeAll, describe, expect, test } from 'vitest';
import { loadExpressionParser } from '../../expression/parse-expression.ts';
import { bindText } from '../../testing/call-aggregate.ts';
import { BIGINT, DOUBLE, STRING, WINDOW } from '../../types/data-type.ts';
import { rowsOf } from '../../types/row-batch.ts';
import type { Row, Value } from '../../types/value.ts';
import { GroupRows } from './group-rows.ts';
import { type GroupPlan, GroupTable } from './group-table.ts';
import { StringPool } from './string-pool.ts';

beforeAll(loadExpressionParser);

function planOf(...names: string[]): GroupPlan {
  return {
    keys: [STRING, WINDOW, DOUBLE].map((type) => ({ expr: { type } })),
    calls: names.map((functionName) => {
      const bound = bindText({ name: functionName, args: 'l', columns: { l: 'bigint' } });
      if (!bound.ok) throw new Error(bound.error.code);
      return bound.value;
    }),
  };
}

const keysOf = (i: number): Value[] =>
  i === 0 ? [null, null, null] : [`é ${i}`, [BigInt(i), BigInt(i + 10)], i === 1 ? Number.NaN : i / 4];

function fill(table: GroupTable, groups: number, value: bigint): void {
  for (let i = 0; i < groups; i++) {
    const group = table.groupOf(keysOf(i));
    for (let call = 0; call < table.accumulators.length; call++) table.update(group, call, [value]);
  }
}

const expected = (groups: number, results: (group: number) => Value[]): Row[] =>
  Array.from({ length: groups }, (_, i) => [...keysOf(i), ...results(i)]);

const NUMBERS = ['count', 'sum', 'min', 'max'];

describe('the groups of a table as rows', () => {
  test('are made anew by whoever reads them, in any piece', () => {
    const table = GroupTable.of(planOf(...NUMBERS));
    fill(table, 600, 7n);
    table.update(1, 1, [2n ** 60n]);
    const rows = GroupRows.of(table);
    const all = expected(600, (i) => [1n, i === 1 ? 2n ** 60n + 7n : 7n, 7n, 7n]);
    expect(rows).toHaveLength(600);
    expect(rows.slice()).toEqual(all);
    expect(rowsOf(rows)).toEqual(all);
    for (const [from, to] of [
      [0, 0],
      [0, 1],
      [255, 257],
      [599, 700],
      [600, 601],
    ] as const) {
      expect(rows.slice(from, to)).toEqual(all.slice(from, to));
    }
    expect(rows.slice(590)).toEqual(all.slice(590));
  });

  test('as a copy stay as they were, whatever becomes of the table', () => {
    const table = GroupTable.of(planOf(...NUMBERS));
    fill(table, 300, -3n);
    table.update(5, 1, [2n ** 61n]);
    table.update(5, 3, [2n ** 61n]);
    const before = GroupRows.of(table).slice();
    const copy = GroupRows.copyOf(table);
    expect(copy.extraBytes).toBeGreaterThan(300 * 8 * 3);
    const mark = table.mark;
    fill(table, 500, 11n);
    table.update(5, 1, [-(2n ** 61n)]);
    table.update(5, 3, [2n ** 62n]);
    expect(copy.slice()).toEqual(before);
    // A batch that fails is cut off, and others come in its place.
    table.truncate(mark);
    for (let i = 0; i < 200; i++) table.groupOf([`other ${i}`, [0n, 10n], i + 0.125]);
    expect(copy.slice()).toEqual(before);
    expect(GroupRows.of(table).slice(0, 300)).not.toEqual(before);
  });

  test('are only those of numbers, and of tables that have all their groups', () => {
    const plain = GroupTable.of(planOf(...NUMBERS));
    fill(plain, 3, 1n);
    expect(GroupRows.canBeMadeOf(plain)).toBe(true);
    plain.remove(1);
    expect(GroupRows.canBeMadeOf(plain)).toBe(false);
    expect(GroupRows.canBeMadeOf(GroupTable.of(planOf('count', 'collect_list')))).toBe(false);
  });

  test('count a dictionary that is not the table’s own, and miss it once it was emptied', () => {
    const strings = new StringPool();
    const table = GroupTable.of({ ...planOf('count'), keys: [{ expr: { type: STRING } }] }, [strings]);
    table.groupOf(['a']);
    const rows = GroupRows.of(table);
    expect(rows.extraBytes).toBe(strings.memoryBytes);
    expect(rows.slice()).toEqual([['a', 0n]]);
    strings.clear();
    expect(() => rows.slice()).toThrow('stay while it is there');
  });

  test('of no key or no aggregate', () => {
    const none = GroupTable.of({ keys: [], calls: planOf('count').calls });
    none.groupOf([]);
    expect(GroupRows.of(none).slice()).toEqual([[0n]]);
    const distinct = GroupTable.of({ keys: [{ expr: { type: BIGINT } }], calls: [] });
    distinct.groupOf([2n ** 62n]);
    expect(GroupRows.of(distinct).slice()).toEqual([[2n ** 62n]]);
  });
});

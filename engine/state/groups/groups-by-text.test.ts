import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { loadExpressionParser } from '../../expression/parse-expression.ts';
import { bindText } from '../../testing/call-aggregate.ts';
import { STRING } from '../../types/data-type.ts';
import { type GroupPlan, GroupTable } from './group-table.ts';
import { GroupsByText } from './groups-by-text.ts';
import { StringPool } from './string-pool.ts';
import { mergeTable } from './table-merge.ts';
import { fromTransferred, transferred } from './transferred-table.ts';

beforeAll(loadExpressionParser);

function planOf(): GroupPlan {
  const bound = bindText({ name: 'sum', args: 'l', columns: { l: 'bigint' } });
  if (!bound.ok) throw new Error(bound.error.code);
  return { keys: [{ expr: { type: STRING } }], calls: [bound.value] };
}

type Name = string | null;

function add(table: GroupTable, names: readonly Name[]): void {
  for (const name of names) table.update(table.groupOf([name]), 0, [1n]);
}

const contents = (table: GroupTable): [unknown, unknown][] =>
  Array.from({ length: table.size }, (_, group) => group)
    .filter((group) => table.isLive(group))
    .map((group) => [table.valuesOf(group)[0], table.accumulators[0]?.load(group)[0]]);

const names = fc.array(
  fc.oneof(
    { weight: 5, arbitrary: fc.integer({ min: 0, max: 400 }).map((i): Name => `n${i}`) },
    { weight: 1, arbitrary: fc.constantFrom<Name>(null, '', 'é', '\ud800', 'x'.repeat(70)) },
  ),
  { maxLength: 900 },
);

describe('a merge by texts', () => {
  test('gives the groups of a map, in its order, and leaves a table that can be searched and cut', () => {
    const plan = planOf();
    fc.assert(
      fc.property(
        fc.array(fc.record({ names, isSent: fc.boolean(), isShared: fc.boolean() }), { minLength: 1, maxLength: 5 }),
        fc.boolean(),
        (sources, startsSent) => {
          const expected = new Map<Name, bigint>();
          let target = GroupTable.of(plan);
          let mark = target.mark;
          let before = contents(target);
          for (const [at, source] of sources.entries()) {
            // Dictionaries of others hold texts that no group has, under other codes.
            const strings = new StringPool();
            for (const text of ['unused', 'é', 'n7']) strings.codeOfText(text);
            const made = GroupTable.of(plan, source.isShared ? [strings] : []);
            add(made, source.names);
            const table = source.isSent ? fromTransferred(structuredClone(transferred(made).data), plan) : made;
            for (const name of source.names) expected.set(name, (expected.get(name) ?? 0n) + 1n);
            mark = target.mark;
            before = contents(target);
            if (at === 0 && startsSent) target = fromTransferred(transferred(made).data, plan);
            else mergeTable(target, table);
          }
          expect(contents(target)).toEqual([...expected]);
          for (const [at, name] of [...expected.keys()].entries()) expect(target.groupOf([name])).toBe(at);
          if (sources.length === 1) return;
          const kept = before.map(([name]) => name);
          target.truncate(mark);
          expect(contents(target).map(([name]) => name)).toEqual(kept);
          add(target, ['after', null]);
          expect(target.size).toBe(kept.length + 1 + (kept.includes(null) ? 0 : 1));
        },
      ),
      { seed: 20261123, numRuns: 80 },
    );
  });

  test('does not find groups that were taken out', () => {
    const plan = planOf();
    const target = GroupTable.of(plan);
    add(target, ['a', 'b', null]);
    target.remove(0);
    target.remove(2);
    const source = GroupTable.of(plan);
    add(source, [null, 'b', 'a']);
    expect(GroupsByText.worthwhile(target, source)).toBe(true);
    mergeTable(target, source);
    expect(contents(target)).toEqual([
      ['b', 2n],
      [null, 1n],
      ['a', 1n],
    ]);
  });

  test('is for a text as the only key, and for sources that are not small beside the target', () => {
    const plan = planOf();
    const target = GroupTable.of(plan);
    add(
      target,
      Array.from({ length: 100 }, (_, i) => `n${i}`),
    );
    const source = GroupTable.of(plan);
    add(source, ['a']);
    expect(GroupsByText.worthwhile(target, source)).toBe(false);
    expect(GroupsByText.worthwhile(source, target)).toBe(true);
    const pair = GroupTable.of({ ...plan, keys: [...plan.keys, ...plan.keys] });
    expect(GroupsByText.worthwhile(pair, pair)).toBe(false);
  });
});

test('texts come packed with their hashes, and are found by them', () => {
  const pool = new StringPool();
  const texts = Array.from({ length: 500 }, (_, i) => `text ${i}${'.'.repeat(i % 9)}`);
  for (const text of texts) pool.codeOfText(text);
  const codes = Int32Array.from({ length: 250 }, (_, i) => 499 - i * 2);
  const packed = new StringPool(structuredClone(pool.pack(codes)));
  expect(packed.memoryBytes).toBeGreaterThanOrEqual(250 * 4);
  expect(Array.from({ length: packed.size }, (_, code) => packed.textOf(code))).toEqual(
    [...codes].map((code) => texts[code]),
  );
  expect([...codes].map((code) => packed.codeOfText(texts[code] ?? ''))).toEqual([...codes.keys()]);
  expect(packed.codeOfText('text 0')).toBe(250);
});

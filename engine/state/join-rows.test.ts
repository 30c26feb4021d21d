import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { JoinRows, type KeptRow } from './join-rows.ts';

interface Model {
  readonly id: number;
  readonly key: string;
  readonly time: number | null;
  readonly isMatched: boolean;
}

type Step =
  | { readonly do: 'add'; readonly key: string; readonly time: number | null }
  | { readonly do: 'match' | 'remove'; readonly at: number }
  | { readonly do: 'takeUntil'; readonly at: number }
  | { readonly do: 'breakOff'; readonly at: number; readonly after: number }
  | { readonly do: 'commit' }
  | { readonly do: 'abort' };

const key = fc.constantFrom('a', 'b', 'c');
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constant('add' as const), key, time: fc.option(fc.nat(9)) }),
  fc.record({ do: fc.constantFrom('match' as const, 'remove' as const), at: fc.nat(9) }),
  fc.record({ do: fc.constant('takeUntil' as const), at: fc.nat(9) }),
  fc.record({ do: fc.constant('breakOff' as const), at: fc.nat(9), after: fc.nat(3) }),
  fc.record({ do: fc.constant('commit' as const) }),
  fc.record({ do: fc.constant('abort' as const) }),
);

const shown = (kept: KeptRow): Model => ({
  id: kept.row[0] as number,
  key: kept.key,
  time: kept.time === null ? null : Number(kept.time),
  isMatched: kept.isMatched,
});

test('behaves like a list that is copied at each commit', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const rows = new JoinRows();
      let committed: readonly Model[] = [];
      let model: readonly Model[] = [];
      let ids = 0;
      for (const action of steps) {
        if (action.do === 'add') {
          const id = ids++;
          const time = action.time === null ? null : BigInt(action.time);
          rows.add({ number: -1, key: action.key, row: [id], time, isMatched: false, isGone: false });
          model = [...model, { id, key: action.key, time: action.time, isMatched: false }];
        } else if (action.do === 'commit') {
          rows.commit();
          committed = model;
        } else if (action.do === 'abort') {
          rows.abort();
          model = committed;
        } else if (action.do === 'breakOff') {
          let looks = 0;
          for (const _ of rows.takeUntil(BigInt(action.at))) if (++looks > action.after) break;
          rows.abort();
          model = committed;
        } else if (action.do === 'takeUntil') {
          const taken = [...rows.takeUntil(BigInt(action.at))].flatMap((kept) => (kept === null ? [] : [shown(kept)]));
          const past = model.filter(({ time }) => time !== null && time <= action.at);
          expect(new Set(taken.map(({ id }) => id))).toEqual(new Set(past.map(({ id }) => id)));
          expect(taken.map(({ time }) => time)).toEqual([...taken.map(({ time }) => time)].sort());
          model = model.filter((entry) => !past.includes(entry));
        } else {
          const wanted = model[action.at % Math.max(1, model.length)];
          if (wanted === undefined) continue;
          const found = rows.of(wanted.key).find(({ row, isGone }) => !isGone && row[0] === wanted.id);
          if (found === undefined) throw new Error('a row that the list has is kept');
          if (action.do === 'match') rows.markMatched(found);
          else rows.remove(found);
          model =
            action.do === 'match'
              ? model.map((entry) => (entry === wanted ? { ...entry, isMatched: true } : entry))
              : model.filter((entry) => entry !== wanted);
        }
        expect(rows.size).toBe(model.length);
        for (const name of ['a', 'b', 'c']) {
          expect(
            rows
              .of(name)
              .filter(({ isGone }) => !isGone)
              .map(shown),
          ).toEqual(model.filter((entry) => entry.key === name));
        }
        const touched = [...rows.newlyMatched(), ...rows.newlyGone(), ...rows.newlyKept()].map(({ row }) => row[0]);
        expect(touched.sort()).toEqual(difference(committed, model));
        if (action.do === 'commit' || action.do === 'abort' || action.do === 'breakOff') {
          expect([...rows.committed()].map(shown)).toEqual(model);
        }
      }
    }),
    { seed: 20160726, numRuns: 300 },
  );
});

/** Ids of the rows that came, went or met a partner on the way from one list to the other. */
function difference(before: readonly Model[], after: readonly Model[]): number[] {
  const has = (list: readonly Model[], { id, isMatched }: Model): boolean =>
    list.some((other) => other.id === id && other.isMatched === isMatched);
  const changed = [...before.filter((row) => !has(after, row)), ...after.filter((row) => !has(before, row))];
  return [...new Set(changed.map(({ id }) => id))].sort();
}

test('a restored row has its number, and new ones are numbered behind it', () => {
  const rows = new JoinRows();
  const kept = (id: number): KeptRow => ({
    number: -1,
    key: 'a',
    row: [id],
    time: BigInt(id),
    isMatched: id > 1,
    isGone: false,
  });
  rows.add(kept(1));
  rows.clear();
  rows.restore(7, kept(2));
  rows.restore(9, kept(3));
  rows.abort();
  rows.add(kept(1));
  expect([...rows.newlyKept()].map(({ number }) => number)).toEqual([10]);
  rows.commit();
  expect([...rows.committed()].map(({ number, row }) => [number, row[0]])).toEqual([
    [7, 2],
    [9, 3],
    [10, 1],
  ]);
  expect([...rows.takeUntil(2n)].map((taken) => taken?.number)).toEqual([10, 7]);
});

describe('more rows than a commit clears away', () => {
  const count = 6000;
  const rowOf = (id: number): KeptRow => {
    return { number: -1, key: `key ${id % 7}`, row: [id], time: BigInt(id), isMatched: false, isGone: false };
  };
  const idsOf = (rows: Iterable<KeptRow>): unknown[] => [...rows].map(({ row }) => row[0]);
  const here = (rows: JoinRows, key: string): unknown[] => idsOf(rows.of(key).filter(({ isGone }) => !isGone));
  const numbers = (from: number, to: number, step = 1): number[] => {
    return Array.from({ length: Math.ceil((to - from) / step) }, (_, at) => from + at * step);
  };
  const filled = (): JoinRows => {
    const rows = new JoinRows();
    for (const id of numbers(0, count)) rows.add(rowOf(id));
    rows.commit();
    return rows;
  };
  /** Goes so far and no further. */
  const tidy = (rows: JoinRows, steps: number): number => {
    let done = 0;
    if (steps > 0) for (const _ of rows.tidy()) if (++done >= steps) break;
    return done;
  };

  test.each([0, 1, 3, 1000])('nobody sees how far clearing away has come: %i steps', (steps) => {
    const rows = filled();
    expect([...rows.takeUntil(4999n)]).toHaveLength(5000);
    rows.commit();
    tidy(rows, steps);
    expect(rows.size).toBe(1000);
    expect(idsOf(rows.committed())).toEqual(numbers(5000, count));
    expect([rows.at(4999), rows.at(5000)?.row]).toEqual([null, [5000]]);
    expect(here(rows, 'key 2')).toEqual(numbers(5000, count).filter((id) => id % 7 === 2));
    // Rows that are gone in the batch that runs come back, whatever is cleared away meanwhile.
    for (const id of [5003, 5010]) rows.remove(rows.at(id) ?? rowOf(id));
    rows.add(rowOf(count));
    tidy(rows, steps);
    rows.abort();
    tidy(rows, steps);
    expect(idsOf(rows.committed())).toEqual(numbers(5000, count));
    expect(here(rows, 'key 5')).toEqual(numbers(5000, count).filter((id) => id % 7 === 5));
    expect(idsOf([...rows.takeUntil(5011n)].flatMap((kept) => kept ?? []))).toEqual(numbers(5000, 5012));
  });

  test.each([0, 1, 3, 1000])('nor of a batch that was given up: %i steps', (steps) => {
    const rows = filled();
    for (const id of numbers(count, 2 * count)) rows.add(rowOf(id));
    rows.abort();
    tidy(rows, steps);
    expect(rows.size).toBe(count);
    expect(idsOf(rows.committed())).toEqual(numbers(0, count));
    expect(here(rows, 'key 3')).toEqual(numbers(3, count, 7));
    rows.add(rowOf(9));
    rows.commit();
    tidy(rows, steps);
    expect(here(rows, 'key 2')).toEqual([...numbers(2, count, 7), 9]);
    expect(idsOf([...rows.takeUntil(9n)].flatMap((kept) => kept ?? []))).toEqual([...numbers(0, 10), 9]);
  });

  test('is done in steps', () => {
    const rows = filled();
    for (const _ of rows.takeUntil(4999n));
    rows.commit();
    expect(tidy(rows, 1000)).toBeGreaterThan(5);
    expect(rows.of('key 1')).toHaveLength(numbers(5000, count).filter((id) => id % 7 === 1).length);
    expect(tidy(rows, 1000)).toBe(0);
  });
});

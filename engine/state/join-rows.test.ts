import fc from 'fast-check';
import { expect, test } from 'vitest';
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
  | { readonly do: 'commit' }
  | { readonly do: 'abort' };

const key = fc.constantFrom('a', 'b', 'c');
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constant('add' as const), key, time: fc.option(fc.nat(9)) }),
  fc.record({ do: fc.constantFrom('match' as const, 'remove' as const), at: fc.nat(9) }),
  fc.record({ do: fc.constant('takeUntil' as const), at: fc.nat(9) }),
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
        } else if (action.do === 'takeUntil') {
          const taken = rows.takeUntil(BigInt(action.at)).map(shown);
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
        if (action.do === 'commit' || action.do === 'abort') {
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
  expect(rows.takeUntil(2n).map(({ number }) => number)).toEqual([10, 7]);
});

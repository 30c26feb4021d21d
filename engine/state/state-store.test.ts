import fc from 'fast-check';
import { expect, test } from 'vitest';
import { StateStore } from './state-store.ts';

type Step = { readonly do: 'put' | 'remove' | 'commit' | 'abort'; readonly key: string; readonly value: number };

const step: fc.Arbitrary<Step> = fc.record({
  do: fc.constantFrom('put', 'put', 'remove', 'commit', 'abort'),
  key: fc.constantFrom('a', 'b', 'c', 'd'),
  value: fc.nat(100),
});

test('behaves like a map that is copied at each commit', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const store = new StateStore<number>();
      let committed = new Map<string, number>();
      let model = new Map<string, number>();
      for (const { do: action, key, value } of steps) {
        if (action === 'put') {
          store.put(key, value);
          model.set(key, value);
        } else if (action === 'remove') {
          store.remove(key);
          model.delete(key);
        } else if (action === 'commit') {
          store.commit();
          committed = new Map(model);
        } else {
          store.abort();
          model = new Map(committed);
        }
        expect(store.size).toBe(model.size);
        expect(new Map(store.entries())).toEqual(model);
        for (const name of ['a', 'b', 'c', 'd']) expect(store.get(name)).toBe(model.get(name));
      }
    }),
    { seed: 20160726 },
  );
});

/** Batches that change more than a commit moves over itself; the next one is given so many steps to do it. */
test.each([0, 1, 3, 1000])('nobody sees how far a large commit has been moved over: %i steps', (steps) => {
  const store = new StateStore<string>();
  const settle = (): number => {
    let done = 0;
    if (steps > 0) for (const _ of store.settle()) if (++done >= steps) break;
    return done;
  };
  const model = new Map<string, string>();
  const count = 6000;
  for (const batch of [0, 1, 2, 3, 4]) {
    const before = new Map(model);
    for (let at = 0; at < count; at++) {
      const key = `key ${batch * 1000 + at}`;
      store.put(key, `${batch}`);
      model.set(key, `${batch}`);
    }
    for (let at = 0; at < count; at += 3) {
      const key = `key ${batch * 500 + at}`;
      store.remove(key);
      model.delete(key);
    }
    const settled = settle();
    if (batch === 2) expect(settled > 1).toBe(steps > 1);
    expect(store.size).toBe(model.size);
    expect(new Map(store.entries())).toEqual(model);
    expect([...store.committed()].sort()).toEqual([...before.values()].sort());
    for (const { before: old, after } of store.changes()) expect([old, after]).not.toEqual([null, null]);
    if (batch === 2) {
      store.abort();
      model.clear();
      for (const [key, value] of before) model.set(key, value);
    } else store.commit();
    expect(store.size).toBe(model.size);
    expect([...store.committed()]).toEqual([...store.entries()].map(([, value]) => value));
    expect(new Map(store.entries())).toEqual(model);
    for (const at of [0, 1, 2, 3, 2999, 7000, 12_000]) expect(store.get(`key ${at}`)).toBe(model.get(`key ${at}`));
  }
  const [first = ''] = model.keys();
  store.drop(first);
  store.restore('one more', 'x');
  expect(new Map(store.entries())).toEqual(new Map([...[...model].slice(1), ['one more', 'x']]));
  expect(store.size).toBe(model.size);
  store.clear();
  expect([store.size, store.get('one more'), ...store.entries()]).toEqual([0, undefined]);
});

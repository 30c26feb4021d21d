import fc from 'fast-check';
import { expect, test } from 'vitest';
import { TimeQueue } from './time-queue.ts';

type Step =
  | { readonly add: readonly number[] }
  | { readonly takeUntil: number; readonly atMost: number | null }
  | { readonly do: 'commit' | 'abort' };

interface Held {
  readonly time: number;
  readonly entry: string;
}

const time = fc.integer({ min: -20, max: 20 });
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ add: fc.array(time, { maxLength: 6 }) }),
  fc.record({ takeUntil: time, atMost: fc.constant(null) }),
  // Broken off after so many entries.
  fc.record({ takeUntil: time, atMost: fc.nat(4) }),
  fc.record({ do: fc.constantFrom('commit' as const, 'abort' as const) }),
);

test('gives what a sorted list would, equal times in the order in which they came, and again what was put back', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const queue = new TimeQueue<string>();
      let model: readonly Held[] = [];
      /** What was taken since the last commit, by time. */
      let taken: readonly Held[] = [];
      let added = 0;
      for (const action of steps) {
        if ('add' in action) {
          for (const at of action.add) {
            const entry = `entry ${added++}`;
            queue.add(BigInt(at), entry);
            model = [...model, { time: at, entry }];
          }
        } else if ('do' in action) {
          queue[action.do]();
          if (action.do === 'abort') model = [...taken, ...model];
          taken = [];
        } else {
          const past = model.filter((held) => held.time <= action.takeUntil).sort((a, b) => a.time - b.time);
          const wanted = past.slice(0, action.atMost ?? past.length);
          const given: string[] = [];
          if (action.atMost !== 0) {
            for (const entry of queue.takeUntil(BigInt(action.takeUntil))) {
              if (given.push(entry) === action.atMost) break;
            }
          }
          expect(given).toEqual(wanted.map(({ entry }) => entry));
          model = model.filter((held) => !wanted.includes(held));
          taken = [...taken, ...wanted];
          if (action.atMost === null) continue;
          queue.abort();
          model = [...taken, ...model];
          taken = [];
        }
      }
    }),
    { seed: 20160726 },
  );
});

test('times beyond the exact numbers keep their order', () => {
  const queue = new TimeQueue<string>();
  queue.add(2n ** 62n + 1n, 'later');
  queue.add(2n ** 62n, 'earlier');
  queue.add(-(2n ** 62n), 'first');
  expect([...queue.takeUntil(2n ** 62n)]).toEqual(['first', 'earlier']);
});

test('is empty once cleared', () => {
  const queue = new TimeQueue<string>();
  queue.add(1n, 'a');
  queue.clear();
  expect([...queue.takeUntil(10n)]).toEqual([]);
});

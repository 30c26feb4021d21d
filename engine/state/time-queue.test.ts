import fc from 'fast-check';
import { expect, test } from 'vitest';
import { TimeQueue } from './time-queue.ts';

type Step = { readonly add: readonly number[] } | { readonly takeUntil: number };

const time = fc.integer({ min: -20, max: 20 });
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ add: fc.array(time, { maxLength: 6 }) }),
  fc.record({ takeUntil: time }),
);

test('gives what a sorted list would, equal times in the order in which they came', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const queue = new TimeQueue<string>();
      let model: { readonly time: number; readonly entry: string }[] = [];
      let added = 0;
      for (const action of steps) {
        if ('add' in action) {
          for (const at of action.add) {
            const entry = `entry ${added++}`;
            queue.add(BigInt(at), entry);
            model.push({ time: at, entry });
          }
          continue;
        }
        const limit = action.takeUntil;
        const wanted = model.filter((held) => held.time <= limit).sort((a, b) => a.time - b.time);
        model = model.filter((held) => held.time > limit);
        expect(queue.takeUntil(BigInt(limit))).toEqual(wanted.map(({ entry }) => entry));
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
  expect(queue.takeUntil(2n ** 62n)).toEqual(['first', 'earlier']);
});

test('is empty once cleared', () => {
  const queue = new TimeQueue<string>();
  queue.add(1n, 'a');
  queue.clear();
  expect(queue.takeUntil(10n)).toEqual([]);
});

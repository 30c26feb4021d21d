import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DueKeys } from './session-due-keys.ts';

type Step =
  | { readonly do: 'add'; readonly key: string; readonly time: number }
  | { readonly do: 'take'; readonly until: number }
  | { readonly do: 'commit' | 'abort' };

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constant('add' as const), key: fc.constantFrom('a', 'b', 'c'), time: fc.nat(20) }),
  fc.record({ do: fc.constant('take' as const), until: fc.nat(20) }),
  fc.record({ do: fc.constantFrom('commit' as const, 'abort' as const) }),
);

test('gives each key once, no later than its earliest time, and again what was put back', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const due = new DueKeys();
      let times = new Map<string, number>();
      let taken = new Map<string, number>();
      const hold = (key: string, time: number): void => {
        times.set(key, Math.min(time, times.get(key) ?? Number.POSITIVE_INFINITY));
      };
      for (const action of steps) {
        if (action.do === 'add') {
          due.add(action.key, BigInt(action.time));
          hold(action.key, action.time);
        } else if (action.do === 'take') {
          const wanted = [...times].filter(([, time]) => time <= action.until);
          const keys = [...due.takeUntil(BigInt(action.until))].filter((key) => key !== null);
          expect([...keys].sort()).toEqual(wanted.map(([key]) => key).sort());
          for (const [key, time] of wanted) {
            times.delete(key);
            taken.set(key, Math.min(time, taken.get(key) ?? Number.POSITIVE_INFINITY));
          }
        } else {
          due[action.do]();
          if (action.do === 'abort') for (const [key, time] of taken) hold(key, time);
          taken = new Map();
        }
      }
      due.clear();
      times = new Map();
      expect([...due.takeUntil(100n)]).toEqual([]);
    }),
    { seed: 20160726, numRuns: 300 },
  );
});

import { expect, test } from 'vitest';
import { sortInSteps } from './sort-in-steps.ts';

interface Entry {
  readonly key: number;
  readonly place: number;
}

test.each([0, 1, 2, 4095, 4096, 4097, 8192, 12_289, 50_001])('%i entries come as sorted at once, in steps', (count) => {
  let state = count + 1;
  const entries = Array.from({ length: count }, (_, place): Entry => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return { key: state % 997, place };
  });
  const compare = (a: Entry, b: Entry) => a.key - b.key;
  const expected = [...entries].sort(compare);
  const steps = sortInSteps(entries, compare);
  let rests = 0;
  let next = steps.next();
  for (; !next.done; next = steps.next()) rests++;
  expect(next.value).toEqual(expected);
  expect(rests).toBeGreaterThanOrEqual(count > 4096 ? Math.floor(count / 4096) : 0);
});

import type { DataSetSpec } from './data-set.ts';

/** Rows to a key, on average. */
const ROWS_A_KEY = 10;
/** An odd number: multiplying by it, modulo 2^32, gives each number another. */
const SPREAD = 0x9e3779b1;

/** Rows of which every tenth or so has a key of its own: `{"user":"u-1x9k3f","amount":17}`, in no order. */
export function userEvents(rows: number): DataSetSpec {
  const keys = Math.max(1, Math.floor(rows / ROWS_A_KEY));
  return {
    name: 'users',
    version: 1,
    seed: 9,
    rows,
    files: 1,
    extension: '.json',
    // The first rows bring each key once, so that their number is exact.
    lines: () => (index, random) => userLine(index < keys ? index : random.below(keys), random.below(100)),
  };
}

/** The same with a key of its own in each row. */
export function distinctUsers(rows: number, files: number): DataSetSpec {
  return {
    name: 'distinct-users',
    version: 1,
    seed: 9,
    rows,
    files,
    extension: '.json',
    lines: () => (index, random) => userLine(index, random.below(100)),
  };
}

/** A row of user `key`. */
export function userLine(key: number, amount: number): string {
  const name = (Math.imul(key, SPREAD) >>> 0).toString(36);
  return `{"user":"u-${name}","amount":${amount}}`;
}

import type { AggregateFunction } from './aggregate-function.ts';
import { avg } from './avg.ts';
import { count } from './count.ts';
import { max, min } from './extremum.ts';
import { sum } from './sum.ts';

const functions: readonly AggregateFunction[] = [count, sum, avg, min, max];

const byName = new Map(functions.flatMap((entry) => entry.names.map((name) => [name, entry] as const)));

/** All names that a group-by's `function` may have, aliases included. */
export const aggregateNames: readonly string[] = [...byName.keys()];

export function findAggregate(name: string): AggregateFunction | undefined {
  return byName.get(name.toLowerCase());
}

import { aggregates } from './aggregates.ts';
import { choices } from './choices.ts';
import { collections } from './collections.ts';
import { dates } from './dates.ts';
import { numbers } from './numbers.ts';
import type { AggregateFunction, ScalarFunction } from './sql-function.ts';
import { strings } from './strings.ts';

// The list of what queries may call. Whatever is not here is refused before the query engine sees it.
const scalarByName = byName<ScalarFunction>([...choices, ...collections, ...dates, ...numbers, ...strings]);
const aggregateByName = byName<AggregateFunction>(aggregates);

/** All names, for "did you mean". */
export const functionNames: readonly string[] = [...scalarByName.keys(), ...aggregateByName.keys()];

export function findScalar(name: string): ScalarFunction | undefined {
  return scalarByName.get(name);
}

export function findAggregate(name: string): AggregateFunction | undefined {
  return aggregateByName.get(name);
}

function byName<Entry extends { readonly names: readonly string[] }>(entries: readonly Entry[]): Map<string, Entry> {
  return new Map(entries.flatMap((entry) => entry.names.map((name) => [name, entry] as const)));
}

/** The tables of an operator's state as plain entries: for tests that take state from one operator to another. */
import { must } from '../../base/assert.ts';
import type { Value } from '../../types/value.ts';
import type { StateEntries, StateEntryWriter, StateTable } from '../state-table.ts';

/** `value` is null for a key that was removed. */
export interface TableEntry {
  readonly key: readonly Value[];
  readonly value: readonly Value[] | null;
}

/** Entries by table, in their order. */
export type TablesEntries = readonly (readonly TableEntry[])[];

/** What the batch that just ran did. */
export function changesOf(tables: readonly StateTable[]): TablesEntries {
  return tables.map((table) => gather((to) => table.writeChanges(to)));
}

/** All committed entries. */
export function contentsOf(tables: readonly StateTable[]): TablesEntries {
  return tables.map((table) => gather((to) => table.writeAll(to)));
}

/** Takes entries in, as a restore does that goes on from what the tables hold. */
export function replay(tables: readonly StateTable[], entries: TablesEntries): void {
  for (const [index, table] of tables.entries()) {
    run(table.restore(entriesOver(must(entries[index], 'entries for each table'))));
  }
}

/** Puts entries in the place of everything. */
export function restore(tables: readonly StateTable[], entries: TablesEntries): void {
  for (const table of tables) table.clear();
  replay(tables, entries);
}

function gather(write: (to: StateEntryWriter) => Iterable<void>): TableEntry[] {
  const entries: TableEntry[] = [];
  run(
    write({
      put: (key, value) => entries.push({ key: [...key], value: [...value] }),
      remove: (key) => entries.push({ key: [...key], value: null }),
    }),
  );
  return entries;
}

function entriesOver(entries: readonly TableEntry[]): StateEntries {
  const at = (index: number): TableEntry => must(entries[index], 'an entry at its index');
  return {
    count: entries.length,
    isRemoved: (index) => at(index).value === null,
    key: (index) => [...at(index).key],
    value: (index) => [...must(at(index).value, 'an entry that is not removed')],
  };
}

function run(steps: Iterable<void>): void {
  for (const _ of steps);
}

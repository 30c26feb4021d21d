import type { DataType } from '../../types/data-type.ts';
import { vectorOf } from '../files/column-vector.ts';
import type { StateColumn, StateEntries, StateEntryWriter, StateTable, StateTableForm } from '../state-table.ts';
import { partsOfSaved, savedKey } from './column-saving.ts';
import type { GroupState } from './group-state.ts';
import type { GroupPlan } from './group-table.ts';
import { StringPool, TOGETHER } from './string-pool.ts';

/** Groups that are handed over at once. */
const TOGETHER_SAVED = 8192;
/** Entries between two looks at the time. */
const STEP_ENTRIES = 256;

/** What the form of the table is made of: an aggregation's plan is one. */
export interface NamedGroupPlan extends GroupPlan {
  readonly keys: readonly { readonly name: string; readonly expr: { readonly type: DataType } }[];
  readonly calls: readonly (GroupPlan['calls'][number] & { readonly name: string })[];
}

/** Hears what a restore does to the groups. */
export interface GroupsListener {
  cleared(): void;
  /** Groups from `first` on have come; earlier ones may have changed or gone. */
  restored(first: number): void;
}

/**
 * The groups of an aggregation as a table: by the grouping columns, the buffers of each aggregate one after another. Where they are kept
 * as typed arrays they come and go as columns.
 */
export class GroupsTable implements StateTable {
  readonly form: StateTableForm;
  readonly #state: GroupState;
  readonly #listener: GroupsListener;

  constructor(state: GroupState, plan: NamedGroupPlan, listener: GroupsListener) {
    this.form = formOf(plan);
    this.#state = state;
    this.#listener = listener;
  }

  get size(): number {
    return this.#state.size;
  }

  *writeChanges(to: StateEntryWriter): Iterable<void> {
    const { table, firstAdded, touched, gone } = this.#state;
    const left = gone.length === 0 ? null : new Set(gone);
    yield* this.#write(to, touched.length, (at) => {
      const group = touched[at] as number;
      return left?.has(group) ? -1 : group;
    });
    yield* this.#write(to, table.size - firstAdded, (at) => (left?.has(firstAdded + at) ? -1 : firstAdded + at));
    for (const [at, group] of gone.entries()) {
      if (group < firstAdded) to.remove(table.valuesOf(group));
      if (at % STEP_ENTRIES === 0) yield;
    }
  }

  *writeAll(to: StateEntryWriter): Iterable<void> {
    const { table } = this.#state;
    yield* this.#write(to, table.size, (group) => (table.isLive(group) ? group : -1));
  }

  clear(): void {
    this.#state.replace(this.#state.table.empty());
    this.#listener.cleared();
  }

  reserve(entries: number): void {
    const { table } = this.#state;
    table.makeRoom(entries);
    const [key] = table.keys;
    if (table.keys.length === 1 && key?.strings instanceof StringPool) key.strings.reserve(entries);
  }

  *settle(): Iterable<void> {
    const { table } = this.#state;
    for (const { strings } of table.keys) if (strings instanceof StringPool) yield* strings.indexing();
    yield* table.indexing();
    this.#listener.restored(table.size);
  }

  *restore(entries: StateEntries): Iterable<void> {
    yield* this.#state.compact();
    const first = this.#state.table.size;
    if (entries.columns !== undefined) yield* this.#restoreColumns(entries, entries.columns);
    else yield* this.#restoreEntries(entries);
    // Whatever was put in place is committed.
    this.#state.commit();
    this.#listener.restored(first);
  }

  /** Writes the groups that `groupAt` names for 0, 1, 2 …; none for negative ones. */
  *#write(to: StateEntryWriter, count: number, groupAt: (at: number) => number): Iterable<void> {
    const groups = new Int32Array(Math.min(count, TOGETHER_SAVED));
    let filled = 0;
    for (let at = 0; at < count; at++) {
      const group = groupAt(at);
      if (group >= 0) groups[filled++] = group;
      if (filled < TOGETHER_SAVED && at + 1 < count) continue;
      this.#put(to, groups, filled);
      filled = 0;
      yield;
    }
  }

  #put(to: StateEntryWriter, groups: Int32Array, count: number): void {
    const { table } = this.#state;
    if (to.putAll !== undefined) {
      const keys = table.keys.map((key) => savedKey(key, groups, count));
      to.putAll(
        count,
        keys,
        table.accumulators.flatMap((accumulator) => accumulator.saved(groups, count)),
      );
      return;
    }
    for (let i = 0; i < count; i++) {
      const group = groups[i] as number;
      to.put(table.valuesOf(group), table.buffersOf(group).flat(1));
    }
  }

  *#restoreColumns({ count, areNew = false }: StateEntries, columns: NonNullable<StateEntries['columns']>) {
    const { table } = this.#state;
    const isOnlyKey = table.keys.length === 1;
    const parts = table.keys.map((key, index) => {
      const vector = columns.keys[index] ?? vectorOf([], key.type);
      return partsOfSaved(key, vector, count, areNew && isOnlyKey);
    });
    const groups = new Int32Array(count);
    if (areNew) table.append(parts, count, groups);
    else {
      for (let from = 0; from < count; from += TOGETHER) {
        const to = Math.min(count, from + TOGETHER);
        const some = parts.map((all) => all.subarray(from, to));
        table.groupsOf(some, to - from, groups.subarray(from, to));
      }
    }
    yield;
    let column = 0;
    for (const accumulator of table.accumulators) {
      const end = column + accumulator.aggregate.bufferTypes.length;
      accumulator.restore(groups, count, columns.values.slice(column, end));
      column = end;
      yield;
    }
  }

  *#restoreEntries(entries: StateEntries): Iterable<void> {
    const { table } = this.#state;
    for (let index = 0; index < entries.count; index++) {
      if (index % STEP_ENTRIES === 0) yield;
      const group = table.groupOf(entries.key(index));
      if (entries.isRemoved(index)) {
        table.remove(group);
        continue;
      }
      const values = entries.value(index);
      let column = 0;
      for (const accumulator of table.accumulators) {
        const end = column + accumulator.aggregate.bufferTypes.length;
        accumulator.store(group, values.slice(column, end));
        column = end;
      }
    }
  }
}

function formOf({ keys, calls }: NamedGroupPlan): StateTableForm {
  const value = calls.flatMap(({ name, aggregate: { bufferTypes } }) =>
    bufferTypes.map(
      (type, index): StateColumn => ({ name: bufferTypes.length === 1 ? name : `${name}#${index}`, type }),
    ),
  );
  return { name: 'groups', key: keys.map(({ name, expr }) => ({ name, type: expr.type })), value };
}

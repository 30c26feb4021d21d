/**
 * The state of an operator as tables of entries, a value by a key: the form in which checkpoints keep it. An operator with state has
 * one such table or several (a join has one a side). The order of entries means something: what restores a table puts entries in the
 * order in which they were written, and the operator then behaves as if it had never been away.
 */
import type { DataType } from '../types/data-type.ts';
import type { Value } from '../types/value.ts';
import type { ColumnVector } from './files/column-vector.ts';

export interface StateColumn {
  readonly name: string;
  readonly type: DataType;
}

/** What the entries of a table are made of. */
export interface StateTableForm {
  /** `groups`, `keys`, `sessions`, `left`, `right`, `passed`: letters and digits. */
  readonly name: string;
  readonly key: readonly StateColumn[];
  readonly value: readonly StateColumn[];
}

/** Takes entries one after another, and may keep nothing of what it is handed. */
export interface StateEntryWriter {
  /** An entry that is new or in the place of the one of its key; a new one comes behind all others. */
  put(key: readonly Value[], value: readonly Value[]): void;
  remove(key: readonly Value[]): void;
  /**
   * Like `put` of many entries, for tables that have them as columns: a vector a column of the form, each of `count` rows. Absent where
   * only single entries are taken.
   */
  putAll?(count: number, keys: readonly ColumnVector[], values: readonly ColumnVector[]): void;
}

/** Gives the entries of a file or of a part of it, in their order; valid during the call that it is handed to. */
export interface StateEntries {
  readonly count: number;
  isRemoved(index: number): boolean;
  key(index: number): Value[];
  /** Only of an entry that is not removed. */
  value(index: number): Value[];
  /** The same entries as columns, where none is removed and the file has them; as short-lived as the entries. */
  readonly columns?: StateColumns | undefined;
  /** Whether it is known that none of the keys is in the table yet, nor twice among these. */
  readonly areNew?: boolean | undefined;
}

/** Entries as columns: a vector a column of the table's form. */
export interface StateColumns {
  readonly keys: readonly ColumnVector[];
  readonly values: readonly ColumnVector[];
}

/** One table of an operator's state. Never called while a batch runs. */
export interface StateTable {
  readonly form: StateTableForm;
  /** Entries, what the running batch did included. */
  readonly size: number;
  /**
   * Writes what the batch that just ran did, before `commit`: replayed on the table as it was before, it gives the table as it is now,
   * in the same order. Costs what the batch touched. In steps of a few milliseconds at most.
   */
  writeChanges(to: StateEntryWriter): Iterable<void>;
  /** Writes all committed entries, in their order; between batches. In steps of a few milliseconds at most. */
  writeAll(to: StateEntryWriter): Iterable<void>;
  /** Forgets everything, as the first step of a restore. */
  clear(): void;
  /** Makes room for that many entries, which will be restored. */
  reserve?(entries: number): void;
  /** Takes entries of a saved table, in their order, as committed. In steps of a few milliseconds at most. */
  restore(entries: StateEntries): Iterable<void>;
  /** Does what can be done once for many entries; called when those of a whole file were restored. In steps, like `restore`. */
  settle?(): Iterable<void>;
}

/** The state of one operator, as checkpoints number it: 0 is nearest the sink. */
export interface OperatorState {
  readonly nodeId: string;
  readonly tables: readonly StateTable[];
}

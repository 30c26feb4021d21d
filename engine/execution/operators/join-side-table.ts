import { displayExpr } from '../../expression/display.ts';
import type { Expr } from '../../expression/expr.ts';
import type { JoinSide } from '../../plan/join-side.ts';
import { ENTRIES_A_STEP } from '../../state/entries-a-step.ts';
import type { JoinRows, KeptRow } from '../../state/join-rows.ts';
import type { StateEntries, StateEntryWriter, StateTable, StateTableForm } from '../../state/state-table.ts';
import { BIGINT, BOOLEAN } from '../../types/data-type.ts';
import type { Schema } from '../../types/schema.ts';
import type { Row, Value } from '../../types/value.ts';

/** What the table of a side must know of it. */
export interface JoinSideRows {
  keysOf(row: Row): readonly Value[];
  keep(keys: readonly Value[], row: Row, isMatched: boolean): KeptRow;
  /** Told of each row that is restored. */
  noted(row: Row): void;
  /** Rows were restored: time to look at what they take in memory. */
  restored(): void;
  /** Forgets what is kept beside the rows. */
  cleared(): void;
}

/**
 * The rows that a side of a join keeps as a table of a checkpoint: by number, the row's columns, the keys that are computed from them,
 * since they need not come out the same at another time, and whether the row has met a partner.
 */
export class JoinSideTable implements StateTable {
  readonly form: StateTableForm;
  readonly #rows: JoinRows;
  readonly #side: JoinSideRows;
  readonly #columns: number;
  /** For each key, its column in a row; -1 where it is computed. */
  readonly #keyColumns: readonly number[];

  constructor(name: JoinSide, schema: Schema, keys: readonly Expr[], rows: JoinRows, side: JoinSideRows) {
    const computed = keys.filter(({ kind }) => kind !== 'column');
    this.form = {
      name,
      key: [{ name: 'number', type: BIGINT }],
      value: [
        ...schema.map((field) => ({ name: field.name, type: field.type })),
        ...computed.map((expr) => ({ name: displayExpr(expr), type: expr.type })),
        { name: 'matched', type: BOOLEAN },
      ],
    };
    this.#rows = rows;
    this.#side = side;
    this.#columns = schema.length;
    this.#keyColumns = keys.map((expr) => (expr.kind === 'column' ? expr.index : -1));
  }

  get size(): number {
    return this.#rows.size;
  }

  *writeChanges(to: StateEntryWriter): Generator<void> {
    let written = 0;
    for (const kept of this.#rows.newlyMatched()) {
      this.#put(to, kept);
      if (++written % ENTRIES_A_STEP === 0) yield;
    }
    for (const { number } of this.#rows.newlyGone()) {
      to.remove([BigInt(number)]);
      if (++written % ENTRIES_A_STEP === 0) yield;
    }
    for (const kept of this.#rows.newlyKept()) {
      this.#put(to, kept);
      if (++written % ENTRIES_A_STEP === 0) yield;
    }
  }

  *writeAll(to: StateEntryWriter): Generator<void> {
    let written = 0;
    for (const kept of this.#rows.committed()) {
      this.#put(to, kept);
      if (++written % ENTRIES_A_STEP === 0) yield;
    }
  }

  clear(): void {
    this.#rows.clear();
    this.#side.cleared();
    this.#side.restored();
  }

  *restore(entries: StateEntries): Generator<void> {
    for (let index = 0; index < entries.count; index++) {
      const number = Number(entries.key(index)[0]);
      const known = this.#rows.at(number);
      if (!entries.isRemoved(index)) this.#restore(number, known, entries.value(index));
      else if (known !== null) this.#rows.remove(known);
      if ((index + 1) % ENTRIES_A_STEP !== 0) continue;
      this.#side.restored();
      yield;
    }
    this.#rows.commit();
    this.#side.restored();
  }

  #put(to: StateEntryWriter, { number, row, isMatched }: KeptRow): void {
    const value = row.slice(0, this.#columns);
    if (this.#keyColumns.includes(-1)) {
      const keys = this.#side.keysOf(row);
      for (const [at, column] of this.#keyColumns.entries()) if (column < 0) value.push(keys[at] ?? null);
    }
    value.push(isMatched);
    to.put([BigInt(number)], value);
  }

  #restore(number: number, known: KeptRow | null, value: readonly Value[]): void {
    const isMatched = value.at(-1) === true;
    if (known !== null) {
      // A row never changes; what is written again has met its first partner.
      known.isMatched = isMatched;
      return;
    }
    const row = value.slice(0, this.#columns);
    let computed = this.#columns;
    // A key may be null where the join takes null for equal to null.
    const keys = this.#keyColumns.map((column) => value[column < 0 ? computed++ : column] ?? null);
    this.#rows.restore(number, this.#side.keep(keys, row, isMatched));
    this.#side.noted(row);
  }
}

/** Blocks of entries: gathered from what tables write, and read back. */
import { must } from '../../base/assert.ts';
import type { DataType } from '../../types/data-type.ts';
import type { Value } from '../../types/value.ts';
import type { StateEntries, StateEntryWriter, StateTableForm } from '../state-table.ts';
import { ByteReader } from './byte-reader.ts';
import type { ByteWriter } from './byte-writer.ts';
import { readBits, readColumn, writeBits, writeColumn } from './column-codec.ts';
import { type ColumnVector, valueAt, vectorOf } from './column-vector.ts';
import { StateDamage } from './state-damage.ts';
import { BLOCK_FRAME, writeFrame } from './state-file-format.ts';

/** Entries that a block has at most: what a reader must be ready for. */
const BLOCK_ENTRIES_MAX = 1 << 16;
/** Entries that are gathered before a block is written. */
const BLOCK_ENTRIES = 4096;
/** A block is written sooner once its entries take about that much. */
const BLOCK_BYTES = 1 << 18;

/** Gathers the entries of one table into blocks of a file. */
export class BlockWriter implements StateEntryWriter {
  readonly #to: ByteWriter;
  readonly #table: number;
  readonly #types: { readonly key: readonly DataType[]; readonly value: readonly DataType[] };
  #removed: boolean[] = [];
  #keys: Value[][];
  #values: Value[][];
  #bytes = 0;
  /** Entries and blocks so far. */
  entries = 0;
  blocks = 0;

  /** @param table the table's place in the file */
  constructor(to: ByteWriter, table: number, form: StateTableForm) {
    this.#to = to;
    this.#table = table;
    this.#types = { key: form.key.map(({ type }) => type), value: form.value.map(({ type }) => type) };
    this.#keys = form.key.map(() => []);
    this.#values = form.value.map(() => []);
  }

  put(key: readonly Value[], value: readonly Value[]): void {
    this.#removed.push(false);
    this.#gather(this.#keys, key);
    this.#gather(this.#values, value);
    this.#full();
  }

  remove(key: readonly Value[]): void {
    this.#removed.push(true);
    this.#gather(this.#keys, key);
    this.#full();
  }

  putAll(count: number, keys: readonly ColumnVector[], values: readonly ColumnVector[]): void {
    this.flush();
    if (count > 0) this.#write(count, null, keys, values);
  }

  /** Writes what is gathered. */
  flush(): void {
    const count = this.#removed.length;
    if (count === 0) return;
    const removed = this.#removed.includes(true) ? this.#removed : null;
    const vectors = (columns: Value[][], types: readonly DataType[]): ColumnVector[] =>
      columns.map((values, column) => vectorOf(values, must(types[column], 'a type a column')));
    this.#write(count, removed, vectors(this.#keys, this.#types.key), vectors(this.#values, this.#types.value));
    this.#removed = [];
    this.#keys = this.#keys.map(() => []);
    this.#values = this.#values.map(() => []);
    this.#bytes = 0;
  }

  #gather(columns: readonly Value[][], values: readonly Value[]): void {
    for (let column = 0; column < columns.length; column++) {
      const value = values[column] ?? null;
      (columns[column] as Value[]).push(value);
      this.#bytes += roughBytes(value);
    }
  }

  #full(): void {
    if (this.#removed.length >= BLOCK_ENTRIES || this.#bytes >= BLOCK_BYTES) this.flush();
  }

  #write(
    count: number,
    removed: readonly boolean[] | null,
    keys: readonly ColumnVector[],
    values: readonly ColumnVector[],
  ): void {
    writeFrame(this.#to, BLOCK_FRAME, () => {
      this.#to.uint32(this.#table);
      this.#to.uint32(count);
      this.#to.uint32(removed === null ? 0 : 1);
      this.#to.uint32(0);
      if (removed !== null) writeBits(this.#to, Uint8Array.from(removed, Number));
      for (const vector of keys) writeColumn(this.#to, vector);
      for (const vector of values) writeColumn(this.#to, vector);
    });
    this.entries += count;
    this.blocks++;
  }
}

function roughBytes(value: Value): number {
  if (typeof value === 'string') return 4 + value.length;
  if (typeof value !== 'object' || value === null) return 8;
  let bytes = 4;
  for (const element of value) bytes += roughBytes(element);
  return bytes;
}

/** A block as entries; views of what was read. */
export class ReadBlock implements StateEntries {
  readonly count: number;
  /** The table's place in the file. */
  readonly table: number;
  readonly areNew: boolean;
  readonly keys: readonly ColumnVector[];
  readonly values: readonly ColumnVector[];
  readonly #form: ColumnTypes;
  readonly #removed: Uint8Array | null;
  /** By entry, its row among the values; null where nothing is removed. */
  readonly #rows: Uint32Array | null;

  /**
   * Throws `StateDamage` where the bytes are no block.
   *
   * @param forms by place, the types of the file's tables
   * @param areNew whether no entry's key can be in the table yet
   */
  constructor(bytes: Uint8Array<ArrayBuffer>, forms: readonly ColumnTypes[], areNew: boolean) {
    const from = new ByteReader(bytes);
    this.table = from.uint32();
    this.count = from.uint32();
    const flag = from.uint32();
    const form = forms[this.table];
    if (form === undefined || this.count > BLOCK_ENTRIES_MAX || flag > 1 || from.uint32() !== 0) {
      throw new StateDamage('structure');
    }
    this.#form = form;
    this.#removed = flag === 0 ? null : readBits(from, this.count);
    this.#rows = this.#removed === null ? null : rowsOf(this.#removed);
    const left = this.#rows === null ? this.count : (this.#rows[this.count] as number);
    this.keys = form.key.map((type) => readColumn(from, type, this.count));
    this.values = form.value.map((type) => readColumn(from, type, left));
    if (from.left > 0) throw new StateDamage('structure');
    this.areNew = areNew;
  }

  get columns(): StateEntries['columns'] {
    return this.#removed === null ? { keys: this.keys, values: this.values } : undefined;
  }

  isRemoved(index: number): boolean {
    return this.#removed !== null && this.#removed[index] === 1;
  }

  key(index: number): Value[] {
    return this.#row(this.keys, this.#form.key, index);
  }

  value(index: number): Value[] {
    return this.#row(this.values, this.#form.value, this.#rows === null ? index : (this.#rows[index] as number));
  }

  #row(columns: readonly ColumnVector[], types: readonly DataType[], row: number): Value[] {
    return columns.map((vector, column) => valueAt(vector, must(types[column], 'a type a column'), row));
  }
}

/** Types of a table's columns, in their order. */
export interface ColumnTypes {
  readonly key: readonly DataType[];
  readonly value: readonly DataType[];
}

function rowsOf(removed: Uint8Array): Uint32Array {
  const rows = new Uint32Array(removed.length + 1);
  for (let index = 0; index < removed.length; index++) {
    rows[index + 1] = (rows[index] as number) + (removed[index] === 1 ? 0 : 1);
  }
  return rows;
}

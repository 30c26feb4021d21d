import { assert, must } from '../../base/assert.ts';
import type { RowBatch } from '../../types/row-batch.ts';
import type { Row } from '../../types/value.ts';
import type { Accumulator } from './accumulator.ts';
import { BufferAccumulator } from './buffer-accumulator.ts';
import type { GroupTable } from './group-table.ts';
import type { KeyColumn } from './key-column.ts';

/**
 * The groups of a table as rows, their keys and then their results, which are made when they are read. Only of numbers: the
 * result of any other aggregate may fail, and must then fail in its batch.
 */
export class GroupRows implements RowBatch {
  readonly length: number;
  /** What it holds that is not in the table's own account. */
  readonly extraBytes: number;
  readonly #keys: readonly KeyColumn[];
  readonly #accumulators: readonly Accumulator[];
  readonly #epochs: readonly (number | null)[];

  private constructor(
    length: number,
    keys: readonly KeyColumn[],
    accumulators: readonly Accumulator[],
    extraBytes: number,
  ) {
    this.length = length;
    this.extraBytes = extraBytes;
    this.#keys = keys;
    this.#accumulators = accumulators;
    // Texts of its own a table cuts off only behind those that its groups name; those of others may all be forgotten.
    this.#epochs = keys.map(({ strings, ownsStrings }) => (ownsStrings ? null : (strings?.epoch ?? null)));
  }

  /** Whether rows of the table can be made after its batch. */
  static canBeMadeOf(table: GroupTable): boolean {
    return (
      table.liveSize === table.size &&
      !table.accumulators.some((accumulator) => accumulator instanceof BufferAccumulator)
    );
  }

  /** Of a table that nobody changes any more. */
  static of({ size, keys, accumulators }: GroupTable): GroupRows {
    let bytes = 0;
    for (const { ownsStrings, strings } of keys) if (!ownsStrings) bytes += strings?.memoryBytes ?? 0;
    return new GroupRows(size, keys, accumulators, bytes);
  }

  /** Of a table as it is now, with dictionaries of its own; its groups may change afterwards, but none is taken out. */
  static copyOf({ size, keys, accumulators }: GroupTable): GroupRows {
    let bytes = 0;
    const kept = keys.map((key) => {
      const copy = key.frozen(size);
      bytes += copy.parts.byteLength;
      return copy;
    });
    const results = accumulators.map((accumulator) => {
      const copy = accumulator.empty();
      copy.take(accumulator.transferred(size));
      bytes += copy.memoryBytes;
      return copy;
    });
    return new GroupRows(size, kept, results, bytes);
  }

  slice(from = 0, to = this.length): Row[] {
    this.#keys.forEach(({ strings }, key) => {
      const epoch = this.#epochs[key];
      assert(epoch === null || strings?.epoch === epoch, 'the texts of a result stay while it is there');
    });
    const first = Math.max(0, from);
    const end = Math.min(to, this.length);
    const make = rowMaker(this.#keys, this.#accumulators);
    const rows = new Array<Row>(Math.max(0, end - first));
    for (let group = first; group < end; group++) rows[group - first] = make(group);
    return rows;
  }
}

/** Makes the row of a group; of no use once groups were added. */
export function rowMaker(keys: readonly KeyColumn[], accumulators: readonly Accumulator[]): (group: number) => Row {
  const readers = keys.map((key) => key.reader());
  return (group) => {
    // Made at its full length, since an array that grows keeps room for more.
    const row = new Array<Row[number]>(keys.length + accumulators.length);
    for (let key = 0; key < keys.length; key++)
      row[key] = readers[key]?.(keys[key]?.parts[group] ?? Number.NaN) ?? null;
    for (let call = 0; call < accumulators.length; call++) {
      const accumulator = must(accumulators[call], 'an accumulator at its place');
      row[keys.length + call] = accumulator.aggregate.result(accumulator.load(group));
    }
    return row;
  };
}

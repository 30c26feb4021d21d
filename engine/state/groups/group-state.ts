import { must } from '../../base/assert.ts';
import type { AggregateBuffer } from '../../expression/aggregates/aggregate-function.ts';
import type { Value } from '../../types/value.ts';
import type { Accumulator } from './accumulator.ts';
import type { GroupTable, TableMark } from './group-table.ts';
import { grownLength } from './growth.ts';
import { TableMerge } from './table-merge.ts';

/** Groups that have gone are cleared away once they are that many and more than those that are left. */
const CLEARED_MIN = 4096;
/** Groups between two looks at the time. */
const STEP_GROUPS = 2048;

/**
 * The groups that an aggregation keeps from batch to batch. A batch works on the table in place: what it does to groups of
 * earlier batches is written down before, and undone by `abort`; what it adds is cut off again; what it removes is only removed
 * by `commit`. So a batch costs what it touches, however much there is.
 */
export class GroupState {
  #table: GroupTable;
  readonly #clearedMin: number;
  // Of the running batch.
  #mark: TableMark;
  readonly #touched: number[] = [];
  /** By place in `#touched`, how the group was. */
  #saved: Accumulator[];
  #savedCapacity = 0;
  readonly #gone: number[] = [];

  /** @param clearedMin groups that must have gone before they are cleared away */
  constructor(table: GroupTable, clearedMin = CLEARED_MIN) {
    this.#table = table;
    this.#clearedMin = clearedMin;
    this.#mark = table.mark;
    this.#saved = table.accumulators.map((accumulator) => accumulator.empty());
  }

  /** The groups with the running batch's changes; those it removes are still in it. Only read. */
  get table(): GroupTable {
    return this.#table;
  }

  /** Groups with the running batch's changes. */
  get size(): number {
    return this.#table.liveSize - this.#gone.length;
  }

  /** The first group that the running batch has added. */
  get firstAdded(): number {
    return this.#mark.size;
  }

  /** Groups of earlier batches that the running batch has changed; one may come more than once. */
  get touched(): readonly number[] {
    return this.#touched;
  }

  /** Groups that `commit` will take out. */
  get gone(): readonly number[] {
    return this.#gone;
  }

  /**
   * Merges the groups that `takes` lets through, in steps, so that others can have their turn in between.
   *
   * @param groups where the state's group of each of the source's is put, -1 for one that was not taken
   */
  *merge(source: GroupTable, takes: ((group: number) => boolean) | undefined, groups: Int32Array): Generator<void> {
    const merging = new TableMerge(this.#table, source);
    if (takes === undefined) this.#table.reserve(source.size);
    const before = (group: number): void => this.#save(group);
    for (let from = 0; from < source.size; from += STEP_GROUPS) {
      merging.merge(from, Math.min(source.size, from + STEP_GROUPS), { takes, groups, before });
      yield;
    }
  }

  /** Merges one group that the interpreter has made. */
  mergeBuffers(keys: readonly Value[], buffers: readonly AggregateBuffer[]): number {
    const group = this.#table.groupOf(keys);
    this.#save(group);
    this.#table.accumulators.forEach((accumulator, call) => {
      const stored = [...accumulator.load(group)];
      accumulator.aggregate.merge(stored, must(buffers[call], 'a buffer for each aggregate'));
      accumulator.store(group, stored);
    });
    return group;
  }

  /** Takes a group out once the batch is committed. */
  remove(group: number): void {
    this.#gone.push(group);
  }

  commit(): void {
    for (const group of this.#gone) this.#table.remove(group);
    this.#forgetBatch();
  }

  abort(): void {
    for (let at = this.#touched.length - 1; at >= 0; at--) {
      const group = this.#touched[at] as number;
      this.#table.accumulators.forEach((accumulator, call) => {
        accumulator.copy(group, this.#saved[call] as Accumulator, at);
      });
    }
    this.#table.truncate(this.#mark);
    this.#forgetBatch();
  }

  /** Takes a table in the place of everything, as committed. */
  replace(table: GroupTable): void {
    this.#table = table;
    this.#forgetBatch();
  }

  /** Clears away what was removed once it is most of the table; before a batch has changed anything. */
  *compact(): Generator<void> {
    const table = this.#table;
    const removed = table.size - table.liveSize;
    if (removed < this.#clearedMin || removed < table.liveSize) return;
    const compacted = table.empty();
    compacted.reserve(table.liveSize);
    const copying = new TableMerge(compacted, table, true);
    for (let from = 0; from < table.size; from += STEP_GROUPS) {
      copying.merge(from, Math.min(table.size, from + STEP_GROUPS));
      yield;
    }
    this.replace(compacted);
  }

  /** The table, and what is written down to undo the batch. */
  get memoryBytes(): number {
    let bytes = this.#table.memoryBytes + (this.#touched.length + this.#gone.length) * 8;
    for (const saved of this.#saved) bytes += saved.memoryBytes;
    return bytes;
  }

  #save(group: number): void {
    if (group >= this.#mark.size) return;
    const at = this.#touched.length;
    if (at === this.#savedCapacity) {
      this.#savedCapacity = grownLength(Math.max(at, 32), at + 1);
      for (const saved of this.#saved) saved.resize(this.#savedCapacity);
    }
    this.#touched.push(group);
    this.#table.accumulators.forEach((accumulator, call) => {
      (this.#saved[call] as Accumulator).copy(at, accumulator, group);
    });
  }

  #forgetBatch(): void {
    this.#mark = this.#table.mark;
    this.#touched.length = 0;
    this.#gone.length = 0;
    if (this.#savedCapacity === 0) return;
    this.#saved = this.#table.accumulators.map((accumulator) => accumulator.empty());
    this.#savedCapacity = 0;
  }
}

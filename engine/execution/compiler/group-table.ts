import { must } from '../../base/assert.ts';
import type { Value } from '../../types/value.ts';
import type { PartialAggregation, PartialGroup } from '../operators/partial-aggregation.ts';
import type { Accumulator } from './accumulators.ts';

const INITIAL_GROUPS = 64;

/**
 * Finds the groups of a batch by numbers, for the generated loop. The groups themselves belong to the interpreter's
 * `PartialAggregation`, which the general path feeds; the table only knows which numbers lead to which of them and holds the
 * accumulators of those that the loop has met.
 *
 * The loop reads `heads`, `nexts`, `mask` and `keys` itself and takes them anew after each `add`.
 */
export class GroupTable {
  /** First group of each chain; -1 for none. */
  heads = new Int32Array(0);
  /** The next group of the same chain; -1 at its end. */
  nexts = new Int32Array(0);
  mask = 0;
  /** By key, then by group: the number that stands for the key's value. */
  readonly keys: Float64Array[];
  /** Buffers of each group, for aggregates that have no accumulator. */
  buffers: PartialGroup['buffers'][] = [];
  size = 0;
  readonly accumulators: readonly (Accumulator | null)[];
  #hashes = new Int32Array(0);
  readonly #partial: PartialAggregation;
  readonly #groupAt = new Map<PartialGroup, number>();

  constructor(partial: PartialAggregation, keys: number, accumulators: readonly (Accumulator | null)[]) {
    this.#partial = partial;
    this.keys = Array.from({ length: keys }, () => new Float64Array(0));
    this.accumulators = accumulators;
    this.clear();
  }

  /** Forgets the groups of the last batch. */
  clear(): void {
    this.#partial.clear();
    this.#groupAt.clear();
    this.buffers = [];
    this.size = 0;
    this.#resize(INITIAL_GROUPS);
  }

  /** Adds the group with these numbers and key values, which may have been made by the general path before. */
  add(hash: number, parts: readonly number[], values: readonly Value[]): number {
    const group = this.size;
    if (group === this.nexts.length) this.#resize(group * 2);
    this.size++;
    const { heads, nexts } = this;
    nexts[group] = heads[hash & this.mask] as number;
    heads[hash & this.mask] = group;
    this.#hashes[group] = hash;
    parts.forEach((part, key) => {
      must(this.keys[key], 'a part for each key')[group] = part;
    });
    const partial = this.#partial.groupOf(values);
    this.buffers.push(partial.buffers);
    this.#groupAt.set(partial, group);
    this.#fill(group);
    return group;
  }

  /** Lets `change` see and alter the buffers of a group as the interpreter would have left them. */
  interrupt(partial: PartialGroup, change: () => void): void {
    const group = this.#groupAt.get(partial);
    if (group === undefined) {
      change();
      return;
    }
    this.#spill(group);
    change();
    this.#fill(group);
  }

  /** Brings the buffers of all groups up to date. */
  finish(): void {
    for (let group = 0; group < this.size; group++) this.#spill(group);
  }

  #spill(group: number): void {
    this.accumulators.forEach((accumulator, call) => {
      accumulator?.spill(group, must(this.buffers[group]?.[call], 'a buffer for each aggregate'));
    });
  }

  #fill(group: number): void {
    this.accumulators.forEach((accumulator, call) => {
      accumulator?.fill(group, must(this.buffers[group]?.[call], 'a buffer for each aggregate'));
    });
  }

  #resize(groups: number): void {
    const resized = <T extends Int32Array | Float64Array>(target: T, source: T): T => {
      target.set(source.subarray(0, this.size));
      return target;
    };
    this.nexts = resized(new Int32Array(groups), this.nexts);
    this.#hashes = resized(new Int32Array(groups), this.#hashes);
    this.keys.forEach((column, key) => {
      this.keys[key] = resized(new Float64Array(groups), column);
    });
    for (const accumulator of this.accumulators) accumulator?.resize(groups);
    this.mask = groups * 2 - 1;
    this.heads = new Int32Array(groups * 2).fill(-1);
    for (let group = 0; group < this.size; group++) {
      const at = (this.#hashes[group] as number) & this.mask;
      this.nexts[group] = this.heads[at] as number;
      this.heads[at] = group;
    }
  }
}

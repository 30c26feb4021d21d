import { must } from '../../base/assert.ts';
import type { AggregateBuffer } from '../../expression/aggregates/aggregate-function.ts';
import type { DataType } from '../../types/data-type.ts';
import type { Value } from '../../types/value.ts';
import type { Accumulator } from './accumulator.ts';
import { createAccumulator, type GroupCall } from './create-accumulator.ts';
import { foldPart } from './group-hash.ts';
import { grownLength } from './growth.ts';
import { KeyColumn, type KeySizes } from './key-column.ts';
import type { StringCodes } from './string-codes.ts';
import { TOGETHER } from './string-pool.ts';

const INITIAL_GROUPS = 64;
/** Tables of more groups than this start small again when they are cleared. */
const KEPT_GROUPS = 65_536;
/** Groups whose slots are made in one step. */
const STEP_GROUPS = 1 << 15;
/** Up to here half of the slots stay free, beyond it a third. */
const ROOMY_SLOTS = 1 << 21;

/** What a table is made from: an aggregation's plan is one. */
export interface GroupPlan {
  readonly keys: readonly { readonly expr: { readonly type: DataType } }[];
  readonly calls: readonly GroupCall[];
}

/** Groups first met within one range of the input. */
export interface RangeSegment {
  readonly range: number;
  /** The groups `[from, to)`. */
  readonly from: number;
  readonly to: number;
}

/**
 * Groups by number, 0, 1, 2 … in the order in which they first came: a column of parts for each key, an accumulator for each
 * aggregate, and slots by hash to find them. All of it is typed arrays where the values allow, so that generated loops work on
 * them directly: they probe `slots` from `hash & mask` on, one by one, compare parts and call `add` at a free slot. Every array
 * may be replaced by `add`, `groupOf` and `clear`, and must be taken anew after them.
 */
export class GroupTable {
  readonly keys: readonly KeyColumn[];
  readonly accumulators: readonly Accumulator[];
  /** Groups, the removed ones included. */
  size = 0;
  /** Group + 1 by hash; 0 where free. */
  slots = new Int32Array(0);
  /** Length of `slots` less one; a power of two less one. -1 while a table that came from elsewhere has no slots yet. */
  mask = -1;
  #capacity = 0;
  #removed = 0;
  /** Groups below this have their slots in no particular order. */
  #shuffled = 0;
  readonly #ranges: { readonly range: number; readonly from: number }[] = [];
  readonly #parts: number[];
  #hashes = new Int32Array(0);
  /** Where slots are read to, and left. */
  readonly #read = new Int32Array(TOGETHER);

  constructor(keys: readonly KeyColumn[], accumulators: readonly Accumulator[]) {
    this.keys = keys;
    this.accumulators = accumulators;
    this.#parts = keys.map(() => 0);
    this.#startSmall();
  }

  /**
   * An empty table for an aggregation.
   *
   * @param strings by key, the dictionary whose codes a loop writes; keys without one have their own
   */
  static of(plan: GroupPlan, strings: readonly (StringCodes | null)[] = []): GroupTable {
    return new GroupTable(
      plan.keys.map(({ expr }, key) => new KeyColumn(expr.type, strings[key] ?? null)),
      plan.calls.map(createAccumulator),
    );
  }

  /** An empty table of the same form, with dictionaries of its own. */
  empty(): GroupTable {
    return new GroupTable(
      this.keys.map((key) => key.empty()),
      this.accumulators.map((accumulator) => accumulator.empty()),
    );
  }

  /** Groups that are not removed. */
  get liveSize(): number {
    return this.size - this.#removed;
  }

  /** Adds a group that is not there yet, with initial buffers. */
  add(hash: number, parts: readonly number[]): number {
    if (this.mask < 0) this.index();
    const group = this.#append(hash);
    const { keys, accumulators } = this;
    for (let key = 0; key < keys.length; key++) (keys[key] as KeyColumn).parts[group] = parts[key] as number;
    for (let call = 0; call < accumulators.length; call++) (accumulators[call] as Accumulator).reset(group);
    return group;
  }

  /**
   * The group of a part of the only key, made when it is new; for a loop that remembers by itself which groups it has met. Until somebody
   * else searches the table they have no slots. A loop that has forgotten its groups calls `index` first.
   */
  meet(part: number): number {
    if (this.size === 0) this.mask = -1;
    if (this.mask >= 0) {
      const hash = foldPart(0, part);
      const found = this.find(hash, [part]);
      return found >= 0 ? found : this.add(hash, [part]);
    }
    const group = this.size;
    if (group === this.#capacity) this.#resize(grownLength(this.#capacity, group + 1));
    this.size = group + 1;
    must(this.keys[0], 'a table with one key').parts[group] = part;
    for (let call = 0; call < this.accumulators.length; call++) (this.accumulators[call] as Accumulator).reset(group);
    return group;
  }

  /** The group with these parts; -1 where there is none. */
  find(hash: number, parts: readonly number[]): number {
    if (this.mask < 0) this.index();
    const { slots, mask, keys } = this;
    for (let at = hash & mask; ; at = (at + 1) & mask) {
      const group = (slots[at] as number) - 1;
      if (group < 0) return -1;
      let key = 0;
      while (key < keys.length && (keys[key] as KeyColumn).parts[group] === parts[key]) key++;
      if (key === keys.length) return group;
    }
  }

  /**
   * The groups of many keys at once, made where they are new.
   *
   * @param parts by key, then by place: the parts of `count` groups, of which no two are the same
   * @param groups where the groups are put
   */
  groupsOf(parts: readonly Float64Array[], count: number, groups: Int32Array): void {
    if (this.mask < 0) this.index();
    if (this.#hashes.length < count) this.#hashes = new Int32Array(count);
    const hashes = this.#hashes;
    for (let i = 0; i < count; i++) {
      let hash = 0;
      for (let key = 0; key < parts.length; key++) hash = foldPart(hash, (parts[key] as Float64Array)[i] as number);
      hashes[i] = hash;
    }
    // Reading all the slots first lets the processor wait for them together.
    for (let i = 0; i < count; i++) groups[i] = this.slots[(hashes[i] as number) & this.mask] as number;
    const { keys, accumulators } = this;
    for (let i = 0; i < count; i++) {
      const found = this.#findAt(parts, i, hashes[i] as number);
      if (found >= 0) {
        groups[i] = found;
        continue;
      }
      const group = this.#append(hashes[i] as number);
      for (let key = 0; key < keys.length; key++) {
        (keys[key] as KeyColumn).parts[group] = (parts[key] as Float64Array)[i] as number;
      }
      for (let call = 0; call < accumulators.length; call++) (accumulators[call] as Accumulator).reset(group);
      groups[i] = group;
    }
  }

  /**
   * Adds groups that are known to be new and each another one, with buffers that mean nothing yet. Slots are made when somebody searches.
   *
   * @param parts by key, then by place: the parts of `count` groups
   * @param groups where the groups are put
   */
  append(parts: readonly Float64Array[], count: number, groups: Int32Array): void {
    const first = this.size;
    if (first + count > this.#capacity) this.#resize(grownLength(this.#capacity, first + count));
    this.slots = new Int32Array(0);
    this.mask = -1;
    this.size = first + count;
    this.keys.forEach((key, index) => {
      key.parts.set(must(parts[index], 'parts of each key').subarray(0, count), first);
    });
    for (let i = 0; i < count; i++) groups[i] = first + i;
  }

  /** The group of these key values, made when it is new. */
  groupOf(values: readonly Value[]): number {
    const parts = this.#parts;
    let hash = 0;
    for (let key = 0; key < parts.length; key++) {
      const part = (this.keys[key] as KeyColumn).partOf(values[key] ?? null);
      parts[key] = part;
      hash = foldPart(hash, part);
    }
    const found = this.find(hash, parts);
    return found >= 0 ? found : this.add(hash, parts);
  }

  /** Takes one row for one aggregate, exactly as the aggregate's own `update` would. */
  update(group: number, call: number, args: readonly Value[]): void {
    must(this.accumulators[call], 'an accumulator for each call').update(group, args);
  }

  valuesOf(group: number): Value[] {
    return this.keys.map((key) => key.valueOf(key.parts[group] as number));
  }

  /** The buffers as the interpreter has them; nobody changes them. */
  buffersOf(group: number): AggregateBuffer[] {
    return this.accumulators.map((accumulator) => accumulator.load(group));
  }

  isLive(group: number): boolean {
    return this.#removed === 0 || !Number.isNaN(this.keys[0]?.parts[group]);
  }

  /** Takes a group out for good. Its number stays used; its slot stays taken and never matches. */
  remove(group: number): void {
    must(this.keys[0], 'only a group with keys is removed').parts[group] = Number.NaN;
    this.#removed++;
  }

  /** From here on new groups are those first met in `range` of the input. */
  markRange(range: number): void {
    this.#ranges.push({ range, from: this.size });
  }

  /** Which groups were first met in which range, in the order of `markRange`. */
  get segments(): RangeSegment[] {
    return this.#ranges.map(({ range, from }, i) => ({ range, from, to: this.#ranges[i + 1]?.from ?? this.size }));
  }

  /** What is needed to come back to this point with `truncate`. */
  get mark(): TableMark {
    return { size: this.size, keys: this.keys.map((key) => key.sizes) };
  }

  /** Cuts off the groups that were added since `mark`; none may have been removed meanwhile. */
  truncate({ size, keys }: TableMark): void {
    if (this.mask >= 0 && size < this.#shuffled) {
      this.size = size;
      this.#rehash(this.mask + 1);
    } else if (this.mask >= 0) {
      // The last groups lie on no other group's way, since their slots were taken after all others.
      for (let group = this.size - 1; group >= size; group--) this.slots[this.#slotOf(group)] = 0;
    }
    this.size = size;
    this.keys.forEach((key, index) => {
      key.truncate(must(keys[index], 'sizes for each key'));
    });
    for (const accumulator of this.accumulators) accumulator.cut(size);
  }

  /** Forgets all groups, all ranges and the texts of keys that have a dictionary of their own. */
  clear(): void {
    this.size = 0;
    this.#removed = 0;
    this.#ranges.length = 0;
    for (const key of this.keys) key.clear();
    for (const accumulator of this.accumulators) accumulator.cut(0);
    if (this.#capacity > KEPT_GROUPS) this.#startSmall();
    else this.slots.fill(0);
  }

  /** Takes over arrays that hold `size` groups; slots are made once they are needed. */
  adopt(size: number, ranges: readonly RangeSegment[]): void {
    this.size = size;
    this.#capacity = size;
    this.slots = new Int32Array(0);
    this.mask = -1;
    this.#ranges.length = 0;
    this.#ranges.push(...ranges);
  }

  /** Makes the slots of a table that came from elsewhere. */
  index(): void {
    for (const _ of this.indexing());
  }

  /** Makes the slots of a table that has none, in steps, between which nobody else uses the table. */
  *indexing(): Generator<void> {
    if (this.mask >= 0) return;
    let length = INITIAL_GROUPS * 2;
    while (this.size > maxGroups(length)) length *= 2;
    this.#shuffled = 0;
    this.mask = length - 1;
    this.slots = new Int32Array(length);
    for (let from = 0; from < this.size; from += STEP_GROUPS) {
      this.#placeAll(from, Math.min(this.size, from + STEP_GROUPS));
      yield;
    }
  }

  /** Makes room for that many groups at once. */
  reserve(groups: number): void {
    this.makeRoom(groups);
    if (this.mask < 0) return;
    let length = this.mask + 1;
    while (groups > maxGroups(length)) length *= 2;
    if (length > this.mask + 1) this.#growSlots(length);
  }

  /** Makes room for that many groups at once, but for their slots. */
  makeRoom(groups: number): void {
    if (groups > this.#capacity) this.#resize(grownLength(this.#capacity, groups));
  }

  get memoryBytes(): number {
    let bytes = this.slots.byteLength;
    for (const key of this.keys) bytes += key.memoryBytes;
    for (const accumulator of this.accumulators) bytes += accumulator.memoryBytes;
    return bytes;
  }

  /** The hash of a group's parts. */
  hashOf(group: number): number {
    let hash = 0;
    for (let key = 0; key < this.keys.length; key++) {
      hash = foldPart(hash, (this.keys[key] as KeyColumn).parts[group] as number);
    }
    return hash;
  }

  #startSmall(): void {
    this.#resize(INITIAL_GROUPS);
    this.#rehash(INITIAL_GROUPS * 2);
  }

  /** A place for one more group, whose parts are put right afterwards. */
  #append(hash: number): number {
    const group = this.size;
    if (group === this.#capacity) this.#resize(grownLength(this.#capacity, group + 1));
    // Before the group counts: making the slots anew asks for its parts.
    if (group + 1 > maxGroups(this.mask + 1)) this.#growSlots((this.mask + 1) * 2);
    this.size = group + 1;
    this.#place(hash, group);
    return group;
  }

  /** The group whose parts are those at `place`; -1 where there is none. */
  #findAt(parts: readonly Float64Array[], place: number, hash: number): number {
    const { slots, mask, keys } = this;
    for (let at = hash & mask; ; at = (at + 1) & mask) {
      const group = (slots[at] as number) - 1;
      if (group < 0) return -1;
      let key = 0;
      while (key < keys.length && (keys[key] as KeyColumn).parts[group] === (parts[key] as Float64Array)[place]) {
        key++;
      }
      if (key === keys.length) return group;
    }
  }

  #slotOf(group: number): number {
    let at = this.hashOf(group) & this.mask;
    while (this.slots[at] !== group + 1) at = (at + 1) & this.mask;
    return at;
  }

  #place(hash: number, group: number): void {
    const { slots, mask } = this;
    let at = hash & mask;
    while (slots[at] !== 0) at = (at + 1) & mask;
    slots[at] = group + 1;
  }

  #resize(capacity: number): void {
    this.#capacity = capacity;
    for (const key of this.keys) key.resize(capacity);
    for (const accumulator of this.accumulators) accumulator.resize(capacity);
  }

  /**
   * More slots: the groups go over in the order of their old slots, which is close to that of the new ones, so that the processor
   * writes nearly in sequence where going by group it would wait for memory at each.
   */
  #growSlots(length: number): void {
    const old = this.slots;
    this.mask = length - 1;
    this.slots = new Int32Array(length);
    this.#shuffled = this.size;
    for (let i = 0; i < old.length; i++) {
      const group = (old[i] as number) - 1;
      if (group >= 0 && this.isLive(group)) this.#place(this.hashOf(group), group);
    }
  }

  #rehash(length: number): void {
    this.#shuffled = 0;
    this.mask = length - 1;
    this.slots = new Int32Array(length);
    this.#placeAll(0, this.size);
  }

  #placeAll(from: number, to: number): void {
    for (let at = from; at < to; at += TOGETHER) this.#placeSome(at, Math.min(to, at + TOGETHER));
  }

  #placeSome(from: number, to: number): void {
    if (this.#hashes.length < TOGETHER) this.#hashes = new Int32Array(TOGETHER);
    const hashes = this.#hashes;
    const { slots, mask } = this;
    const count = to - from;
    hashes.fill(0, 0, count);
    for (let key = 0; key < this.keys.length; key++) {
      const { parts } = this.keys[key] as KeyColumn;
      for (let i = 0; i < count; i++) hashes[i] = foldPart(hashes[i] as number, parts[from + i] as number);
    }
    // Reading all the slots first lets the processor wait for them together.
    const read = this.#read;
    for (let i = 0; i < count; i++) read[i] = slots[(hashes[i] as number) & mask] as number;
    for (let i = 0; i < count; i++) {
      const group = from + i;
      if (!this.isLive(group)) continue;
      let at = (hashes[i] as number) & mask;
      while (slots[at] !== 0) at = (at + 1) & mask;
      slots[at] = group + 1;
    }
  }
}

/** A point to come back to. */
export interface TableMark {
  readonly size: number;
  readonly keys: readonly KeySizes[];
}

/** Groups that so many slots take. */
function maxGroups(slots: number): number {
  return slots < ROOMY_SLOTS ? slots / 2 : Math.floor((slots / 3) * 2);
}

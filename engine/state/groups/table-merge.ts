import { must } from '../../base/assert.ts';
import type { GroupTable } from './group-table.ts';
import { GroupsByText } from './groups-by-text.ts';
import { type PartMap, partMap } from './part-map.ts';
import { TOGETHER } from './string-pool.ts';

/** Sees a group of the target before a group of the source is merged into it; not called for groups that are new. */
export type BeforeMerge = (group: number) => void;

/** What a merge is asked for beside its groups. */
export interface MergeOptions {
  /** Which groups of the source are merged; all when left out. */
  readonly takes?: ((group: number) => boolean) | undefined;
  /** Where the target's group of each is put, -1 for one that was not taken; indexed like the source's. */
  readonly groups?: Int32Array | undefined;
  readonly before?: BeforeMerge | undefined;
}

/**
 * Merges groups of one table into another of the same form: groups that the target lacks are added, in the source's order, the
 * others merged, the target's buffer first. What a code or a number of the source is called in the target is found out once and
 * kept, so one object serves all the ranges of a source.
 *
 * Nobody else adds groups to the target while it goes on.
 *
 * Groups go through each step together, a few hundred at a time: a step is then a small loop whose waits for memory overlap.
 */
export class TableMerge {
  readonly #target: GroupTable;
  readonly #source: GroupTable;
  readonly #copies: boolean;
  readonly #maps: readonly PartMap[];
  readonly #byText: GroupsByText | null;
  /** By key, the target's parts of the groups at hand. */
  readonly #parts: readonly Float64Array[];
  readonly #from = new Int32Array(TOGETHER);
  readonly #into = new Int32Array(TOGETHER);

  /** @param copies groups are known to be new, and are made exactly like the source's rather than merged into initial buffers */
  constructor(target: GroupTable, source: GroupTable, copies = false) {
    this.#target = target;
    this.#source = source;
    this.#copies = copies;
    this.#maps = source.keys.map((key, index) => partMap(key, must(target.keys[index], 'tables of one plan')));
    this.#byText = GroupsByText.worthwhile(target, source) ? new GroupsByText(target, source.size) : null;
    this.#parts = source.keys.map(() => new Float64Array(TOGETHER));
  }

  /** Merges the groups `[from, to)` of the source. */
  merge(from: number, to: number, options: MergeOptions = {}): void {
    for (let at = from; at < to; at += TOGETHER) this.#mergeSome(at, Math.min(to, at + TOGETHER), options);
  }

  #mergeSome(from: number, to: number, { takes, groups, before }: MergeOptions): void {
    const source = this.#source;
    const target = this.#target;
    const taken = this.#from;
    const into = this.#into;
    let count = 0;
    for (let group = from; group < to; group++) {
      if (source.isLive(group) && (takes === undefined || takes(group))) taken[count++] = group;
    }
    for (let key = 0; key < this.#maps.length; key++) {
      (this.#maps[key] as PartMap).map(taken, count, this.#parts[key] as Float64Array);
    }
    const known = target.size;
    if (this.#byText === null) target.groupsOf(this.#parts, count, into);
    else this.#byText.groupsOf(must(this.#parts[0], 'the only key'), count, into);
    if (before !== undefined) {
      for (let i = 0; i < count; i++) if ((into[i] as number) < known) before(into[i] as number);
    }
    target.accumulators.forEach((accumulator, call) => {
      const other = must(source.accumulators[call], 'tables of one plan');
      if (!this.#copies) accumulator.mergeAll(into, other, taken, count);
      else for (let i = 0; i < count; i++) accumulator.copy(into[i] as number, other, taken[i] as number);
    });
    if (groups === undefined) return;
    groups.fill(-1, from, to);
    for (let i = 0; i < count; i++) groups[taken[i] as number] = into[i] as number;
  }
}

/** Merges the groups `[from, to)` of `source` into `target`, once; for several ranges of one source keep a `TableMerge`. */
export function mergeTable(target: GroupTable, source: GroupTable, from = 0, to = source.size): void {
  new TableMerge(target, source).merge(from, to);
}

import { must } from '../../base/assert.ts';
import type { GroupTable } from './group-table.ts';
import { NULL_PART } from './key-column.ts';

/** A source must bring one group at least for so many of the target's, or going over all of these costs more than it saves. */
const SHARE = 4;

/**
 * The groups of a table whose only key is a text, by the text's code: each text is a group by itself, so no search is needed. Good
 * as long as nobody else adds groups.
 */
export class GroupsByText {
  readonly #table: GroupTable;
  /** Group + 1 by code + 1; null comes first. 0 where there is none. */
  readonly #groups: Int32Array;

  /** @param more groups that may be added at most */
  constructor(table: GroupTable, more: number) {
    this.#table = table;
    const { parts, strings } = must(table.keys[0], 'a table with a key');
    const groups = new Int32Array((strings?.size ?? 0) + more + 1);
    for (let group = 0; group < table.size; group++) {
      const part = parts[group] as number;
      const code = part | 0;
      if (code === part) groups[code + 1] = group + 1;
      else if (part === NULL_PART) groups[0] = group + 1;
    }
    this.#groups = groups;
  }

  /** Whether it is quicker than searching for what `source` brings. */
  static worthwhile(target: GroupTable, source: GroupTable): boolean {
    return target.keys.length === 1 && target.keys[0]?.form === 'text' && source.size * SHARE >= target.size;
  }

  /** The groups of the first `count` parts, made where they are new. */
  groupsOf(parts: Float64Array, count: number, into: Int32Array): void {
    const groups = this.#groups;
    // Reading them all first lets the processor wait for them together.
    for (let i = 0; i < count; i++) into[i] = groups[placeOf(parts[i] as number)] as number;
    for (let i = 0; i < count; i++) {
      let group = (into[i] as number) - 1;
      if (group < 0) {
        group = this.#table.meet(parts[i] as number);
        groups[placeOf(parts[i] as number)] = group + 1;
      }
      into[i] = group;
    }
  }
}

function placeOf(part: number): number {
  return part === NULL_PART ? 0 : part + 1;
}

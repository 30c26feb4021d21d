import { VECTOR_ROWS } from '../../scanning/scanner.ts';
import { grownLength } from '../../state/groups/growth.ts';

/** Entries of a cache that only guesses. */
export const GUESSES = 4096;

/** Longer caches are made anew rather than emptied. */
const KEPT_ENTRIES = 65_536;

/** Groups by number of a text, so that a loop need not search the table: group + 1, 0 where it is not known. */
export class GroupCache {
  groups: Int32Array<ArrayBuffer>;
  /** So many texts from code 0 on lead to the group of their own number, as they do while each new text makes a group. */
  dense = 0;

  /** @param length how many entries there are to begin with */
  constructor(length: number) {
    this.groups = new Int32Array(length);
  }

  /** Makes room for null, for that many texts, and for as many as the rows of one vector can bring. */
  ready(texts: number): void {
    const needed = texts + VECTOR_ROWS + 1;
    if (needed <= this.groups.length) return;
    const grown = new Int32Array(grownLength(this.groups.length, needed));
    grown.set(this.groups);
    this.groups = grown;
  }

  /** The groups are those of another table from here on. */
  clear(): void {
    if (this.groups.length > KEPT_ENTRIES) this.groups = new Int32Array(0);
    else this.groups.fill(0);
    this.dense = 0;
  }
}

import type { JoinSide } from '../../plan/join-side.ts';
import type { Row, Value } from '../../types/value.ts';

/**
 * A left and a right row side by side, put together in one place, so that a pair that comes to nothing costs no row. One serves a
 * join for all its pairs.
 */
export class RowPair {
  readonly #leftColumns: number;
  readonly #values: Value[];

  constructor(leftColumns: number, rightColumns: number) {
    this.#leftColumns = leftColumns;
    this.#values = new Array<Value>(leftColumns + rightColumns).fill(null);
  }

  /** The pair as it is now, for a look only: the next `put` changes it. */
  get current(): Row {
    return this.#values;
  }

  /** Puts a row in the place of its side's. */
  put(side: JoinSide, row: Row): void {
    const values = this.#values;
    const from = side === 'left' ? 0 : this.#leftColumns;
    const columns = side === 'left' ? this.#leftColumns : values.length - this.#leftColumns;
    for (let index = 0; index < columns; index++) values[from + index] = row[index] ?? null;
  }

  /** Puts nulls in the place of a side's row. */
  clear(side: JoinSide): void {
    if (side === 'left') this.#values.fill(null, 0, this.#leftColumns);
    else this.#values.fill(null, this.#leftColumns);
  }

  /** The pair as a row of its own. */
  copy(): Row {
    return this.#values.slice();
  }
}

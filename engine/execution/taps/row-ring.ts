import { valueBytes } from '../../state/groups/value-bytes.ts';
import type { RowBatch } from '../../types/row-batch.ts';
import type { Row } from '../../types/value.ts';

/** What the rows of a ring may take where nothing else is said. */
const RING_BYTES_MAX = 16 * 1024 * 1024;
/** Of the rows one in so many is measured: a prime, so that data that repeats itself does not hide its large rows. */
const MEASURED = 61;

/** Keeps the last rows that passed a place, fewer where they are large, and counts all of them. */
export class RowRing {
  #rows: Row[] = [];
  readonly #rowsMax: number;
  readonly #bytesMax: number;
  #max: number;
  #next = 0;
  #total = 0;

  /**
   * @param rowsMax rows at most that are kept
   * @param bytesMax what they may take, by those that are measured
   */
  constructor(rowsMax: number, bytesMax = RING_BYTES_MAX) {
    this.#rowsMax = rowsMax;
    this.#bytesMax = bytesMax;
    this.#max = rowsMax;
  }

  /** Rows that have passed. */
  get total(): number {
    return this.#total;
  }

  push(row: Row): void {
    if (this.#total % MEASURED === 0) this.#measure(row);
    this.#rows[this.#next] = row;
    this.#next = this.#next + 1 === this.#max ? 0 : this.#next + 1;
    this.#total++;
  }

  /** Takes many rows at once; only the last of them are made. */
  pushAll(rows: RowBatch): void {
    const kept = rows.slice(Math.max(0, rows.length - this.#max));
    for (const row of kept) this.push(row);
    this.#total += rows.length - kept.length;
  }

  clear(): void {
    this.#rows = [];
    this.#max = this.#rowsMax;
    this.#next = 0;
    this.#total = 0;
  }

  /** The last rows, at most `limit`, the newest last. */
  last(limit: number): readonly Row[] {
    const rows = this.#inOrder();
    return rows.slice(Math.max(0, rows.length - limit));
  }

  #inOrder(): Row[] {
    return [...this.#rows.slice(this.#next), ...this.#rows.slice(0, this.#next)];
  }

  #measure(row: Row): void {
    const max = Math.max(1, Math.floor(this.#bytesMax / Math.max(1, valueBytes(row))));
    if (max >= this.#max) return;
    this.#rows = this.#inOrder().slice(-max);
    this.#max = max;
    this.#next = this.#rows.length === max ? 0 : this.#rows.length;
  }
}

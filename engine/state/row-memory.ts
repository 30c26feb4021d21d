import type { Row, Value } from '../types/value.ts';
import { valueBytes } from './groups/value-bytes.ts';
import type { MemoryAccount } from './memory-budget.ts';

/** One row in so many is measured. */
const MEASURED = 32;
/** A row's place in an array or a map. */
const PLACE_BYTES = 8;

/** What a row takes on average, from some of those that came: for operators that keep rows for long and count them. */
export class RowSizes {
  #seen = 0;
  #measured = 0;
  #bytes = 0;

  /** Takes note of a row that is kept, or of the values of one. */
  note(values: readonly Value[]): void {
    if (this.#seen++ % MEASURED !== 0) return;
    this.#measured++;
    this.#bytes += valueBytes(values);
  }

  /** No row is kept any more, and others will come. */
  clear(): void {
    this.#seen = 0;
    this.#measured = 0;
    this.#bytes = 0;
  }

  /** 0 before the first row. */
  get bytesEach(): number {
    return this.#measured === 0 ? 0 : Math.round(this.#bytes / this.#measured);
  }
}

/** Keeps the account of rows that are gathered one by one for a batch: some are measured, the others taken to be like them. */
export class RowMemory {
  readonly #account: MemoryAccount;
  readonly #placeBytes: number;
  #rows = 0;
  #rowBytes = 0;
  #bytes = 0;

  /** @param placeBytes what is kept beside each row, such as its key and its entry in a map */
  constructor(account: MemoryAccount, placeBytes = PLACE_BYTES) {
    this.#account = account;
    this.#placeBytes = placeBytes;
  }

  /** Takes note of one more row. Throws EXE-129 where the query has come to its limit. */
  add(row: Row): void {
    if (this.#rows % MEASURED === 0) {
      this.#rowBytes = valueBytes(row) + this.#placeBytes;
      this.#account.set(this.#bytes);
    }
    this.#rows++;
    this.#bytes += this.#rowBytes;
  }

  /** What all rows take, the last ones included. */
  get bytes(): number {
    return this.#bytes;
  }

  /** The rows are gone. */
  clear(): void {
    this.#rows = 0;
    this.#bytes = 0;
    this.#account.set(0);
  }
}

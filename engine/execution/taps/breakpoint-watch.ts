import type { Environment } from '../../expression/expr.ts';
import { valueBytes } from '../../state/groups/value-bytes.ts';
import type { RowBatch } from '../../types/row-batch.ts';
import type { Row } from '../../types/value.ts';
import { type PlacedBreakpoint, type RowTest, testOf } from './breakpoint-condition.ts';
import type { WireBreakpoint } from './row-looks.ts';
import { RowRing } from './row-ring.ts';
import type { SeenBatch } from './seen-batch.ts';

/** Rows that are kept of the first that met a breakpoint in a batch, and of the last. */
const KEPT = 100;
/** What the first ones may take together, and the last ones. At least one row is kept. */
const KEPT_BYTES_MAX = 1024 * 1024;

/** The rows that met a breakpoint in one batch. */
export interface MetRows {
  readonly batch: SeenBatch;
  /** Exact, however many are kept. */
  readonly total: number;
  /** The first ones, then the last ones. */
  readonly rows: readonly Row[];
}

/** Looks for the rows of a breakpoint, batch by batch. */
export class BreakpointWatch {
  readonly placed: PlacedBreakpoint;
  readonly breakpoint: WireBreakpoint;
  /** The last batch in which it was met; null before. */
  met: MetRows | null = null;
  #batch: SeenBatch | null = null;
  #test: RowTest = () => false;
  #total = 0;
  #first: Row[] = [];
  #firstBytes = 0;
  #last = newRing();
  /** Rows that came as columns and are still to be looked at. */
  #columns: RowBatch[] = [];

  constructor(placed: PlacedBreakpoint, breakpoint: WireBreakpoint) {
    this.placed = placed;
    this.breakpoint = breakpoint;
  }

  begin(batch: SeenBatch, environment: Environment): void {
    this.#batch = batch;
    this.#test = testOf(this.placed, batch.lateMs, environment);
    this.#total = 0;
    this.#first = [];
    this.#firstBytes = 0;
    this.#last = newRing();
    this.#columns = [];
  }

  see(row: Row): void {
    if (!this.#test(row)) return;
    this.#total++;
    if (this.#first.length === KEPT || this.#firstBytes > KEPT_BYTES_MAX) this.#last.push(row);
    else {
      this.#first.push(row);
      this.#firstBytes += valueBytes(row);
    }
  }

  /** Takes rows that nobody changes any more, to be looked at by `settle`. */
  seeLater(columns: RowBatch): void {
    this.#columns.push(columns);
  }

  /** Looks at what was put off, in steps of some rows. */
  *settle(): Generator<void> {
    for (const columns of this.#columns.splice(0)) {
      for (let from = 0; from < columns.length; from += 512) {
        for (const row of columns.slice(from, from + 512)) this.see(row);
        yield;
      }
    }
  }

  /** The batch has ended. Returns how many rows met the breakpoint. */
  end(): number {
    if (this.#batch !== null && this.#total > 0) {
      this.met = { batch: this.#batch, total: this.#total, rows: [...this.#first, ...this.#last.last(KEPT)] };
    }
    return this.#total;
  }
}

function newRing(): RowRing {
  return new RowRing(KEPT, KEPT_BYTES_MAX);
}

/**
 * How long the operators of a query work on a micro-batch, without timing every row. What runs once a batch (a compiled stage, the end
 * of an operator's rows, a step of work that was put off) is timed whole. Of the rows that are pushed one by one the first few are
 * timed and then one in 256, each of which stands for 256: while such a row is on its way, every operator that it comes to is timed,
 * so that each has its own time without that of the operators above it. All other rows pass at the price of one call an operator.
 */
import type { Clock } from '../../base/clock.ts';
import type { Row } from '../../types/value.ts';
import type { RowSink } from '../row-sink.ts';

/** Time of the canvas nodes that ran together, as one loop where there are several. */
export interface NodeTime {
  readonly nodeIds: readonly string[];
  readonly ms: number;
}

/** Rows at the beginning of a batch that are all timed. */
const firstRows = 16;
/** Of the rows after them one in so many is timed; a power of two. */
const sampledOf = 256;

/** What is under way: nothing that is timed, a row whose whole way is timed, or work that pushes many rows. */
type Under = 'nothing' | 'row' | 'work';

/** Adds up the time of the operators of one query; `begin` starts a batch. Batches never overlap. */
export class BatchMeter {
  readonly #clock: Pick<Clock, 'monotonic'>;
  readonly #groups: (readonly string[])[] = [];
  readonly #spentMs: number[] = [];
  #under: Under = 'nothing';
  /** Rows that the row under way stands for. */
  #weight = 1;
  /** Time of what the work under way has called and is timed by itself. */
  #insideMs = 0;

  constructor(clock: Pick<Clock, 'monotonic'>) {
    this.#clock = clock;
  }

  /** A place for the time of these nodes; always the same one for the same nodes. */
  placeOf(nodeIds: readonly string[]): number {
    const known = this.#groups.findIndex(
      (group) => group.length === nodeIds.length && group.every((id, index) => id === nodeIds[index]),
    );
    if (known >= 0) return known;
    this.#spentMs.push(0);
    return this.#groups.push(nodeIds) - 1;
  }

  begin(): void {
    this.#spentMs.fill(0);
    this.#under = 'nothing';
    this.#weight = 1;
    this.#insideMs = 0;
  }

  /** What the batch has taken so far, place by place; a guess from few rows is never below nothing. */
  get times(): readonly NodeTime[] {
    return this.#groups.map((nodeIds, place) => ({ nodeIds, ms: Math.max(0, this.#spentMs[place] ?? 0) }));
  }

  /**
   * Times what an operator does with its rows.
   *
   * @param isEntry whether rows come from what feeds the query, and not from another operator
   */
  sink(place: number, inner: RowSink, isEntry: boolean): RowSink {
    let pushed = 0;
    const timed: RowSink = {
      push: (row) => {
        const under = this.#under;
        if (under === 'nothing' && !isEntry) inner.push(row);
        else if (under === 'row') this.#pushRow(place, inner, row, 1);
        else {
          const count = pushed++;
          if (count < firstRows) this.#startRow(place, inner, row, 1, under);
          else if ((count & (sampledOf - 1)) === 0) this.#startRow(place, inner, row, sampledOf, under);
          else if (under === 'nothing') inner.push(row);
          else {
            // What this row comes to above is not to be taken for the beginning of a way of its own.
            this.#under = 'nothing';
            inner.push(row);
            this.#under = under;
          }
        }
      },
      end: () => this.work(place, () => inner.end()),
    };
    const { takeColumns } = inner;
    if (takeColumns !== undefined) {
      timed.takeColumns = (columns, bytes) => this.work(place, () => takeColumns.call(inner, columns, bytes));
    }
    return timed;
  }

  /** Does work of a place and times it. */
  work<Result>(place: number, work: () => Result): Result {
    const under = this.#under;
    const outsideMs = this.#insideMs;
    const startedMs = this.#clock.monotonic();
    this.#under = 'work';
    this.#insideMs = 0;
    try {
      return work();
    } finally {
      const ms = this.#clock.monotonic() - startedMs;
      this.#spend(place, ms - this.#insideMs);
      this.#insideMs = outsideMs + ms;
      this.#under = under;
    }
  }

  /** The same for work that takes turns: nothing else of this query may run meanwhile. Rows that it pushes are sampled one by one. */
  async paced<Result>(place: number, work: () => Promise<Result>): Promise<Result> {
    const startedMs = this.#clock.monotonic();
    this.#insideMs = 0;
    try {
      return await work();
    } finally {
      this.#spend(place, this.#clock.monotonic() - startedMs - this.#insideMs);
      this.#insideMs = 0;
    }
  }

  /** Work that was put off, step by step, each of them timed. */
  *steps(place: number, steps: Iterable<void>): Iterable<void> {
    const each = steps[Symbol.iterator]();
    try {
      while (this.work(place, () => each.next()).done !== true) yield;
    } finally {
      each.return?.();
    }
  }

  #startRow(place: number, inner: RowSink, row: Row, weight: number, under: Under): void {
    this.#under = 'row';
    this.#weight = weight;
    try {
      this.#pushRow(place, inner, row, weight);
    } finally {
      this.#under = under;
      this.#weight = 1;
    }
  }

  /** @param standsFor rows of whoever pushes that this one stands for: its time was taken from theirs */
  #pushRow(place: number, inner: RowSink, row: Row, standsFor: number): void {
    const outsideMs = this.#insideMs;
    const startedMs = this.#clock.monotonic();
    this.#insideMs = 0;
    try {
      inner.push(row);
    } finally {
      const ms = this.#clock.monotonic() - startedMs;
      this.#spend(place, (ms - this.#insideMs) * this.#weight);
      this.#insideMs = outsideMs + ms * standsFor;
    }
  }

  #spend(place: number, ms: number): void {
    this.#spentMs[place] = (this.#spentMs[place] ?? 0) + ms;
  }
}

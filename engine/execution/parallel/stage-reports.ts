import type { MalformedRecord } from '../../sources/source.ts';
import type { BatchScope } from '../batch-scope.ts';
import type { RangeReport } from '../compiler/stage-task.ts';
import { EventTimeStatsBuilder } from '../operators/event-time-watermark-exec.ts';
import { type BatchObserver, observeEveryMs } from '../physical-query.ts';

/**
 * Hands what ranges tell on to a batch and its observer, in the order of the input. When a batch is begun again from the start, what
 * has been told already is not told twice: the same input gives the same notes.
 */
export class StageReports {
  readonly #batch: BatchScope;
  readonly #observer: BatchObserver;
  readonly #firstWatermark: number;
  /** By watermark of the stage. */
  #eventTimes: EventTimeStatsBuilder[];
  /** What was added to the batch's counts. */
  #added = new Map<string, { in: number; out: number }>();
  /** Rows that the scan gave. */
  rowsRead = 0;
  /** Notes of the running attempt, and those that the attempts before it have told. */
  #notes = 0;
  #told = 0;
  #observedMs = performance.now();
  /** The file of the last report, and its lines so far. */
  #path = '';
  #lines = 0;

  /**
   * @param firstWatermark place of the stage's first watermark among the query's
   * @param watermarks how many it has
   */
  constructor(batch: BatchScope, observer: BatchObserver, firstWatermark: number, watermarks: number) {
    this.#batch = batch;
    this.#observer = observer;
    this.#firstWatermark = firstWatermark;
    this.#eventTimes = Array.from({ length: watermarks }, () => new EventTimeStatsBuilder());
  }

  /**
   * Takes the report of the bytes from `fromByte` on, which follow those of the last report.
   *
   * @param path of the file
   */
  add(path: string, fromByte: number, { lines, rowsRead, counts, eventTimes, malformed }: RangeReport): void {
    if (fromByte === 0 || path !== this.#path) this.#lines = 0;
    this.#path = path;
    for (const { nodeId, found } of malformed) this.#note(nodeId, { ...found, line: found.line + this.#lines });
    this.#lines += lines;
    this.rowsRead += rowsRead;
    for (const [nodeId, count] of Object.entries(counts)) this.#count(nodeId, count.in, count.out);
    eventTimes.forEach((sums, index) => {
      this.#eventTimes[index]?.addSums(sums);
    });
    this.observe();
  }

  /** Shows the counts, if they have not been shown just now. */
  observe(): void {
    const nowMs = performance.now();
    if (nowMs - this.#observedMs < observeEveryMs) return;
    this.#observedMs = nowMs;
    this.#observer.counting(this.#batch.counts);
  }

  /** The observer for whoever runs the batch himself after `restart`: what was told before is kept from it. */
  get restarted(): BatchObserver {
    return {
      counting: (counts) => this.#observer.counting(counts),
      malformed: (nodeId, found) => this.#note(nodeId, found),
    };
  }

  /** Takes back what was counted: the batch is run again from its start. */
  restart(): void {
    for (const [nodeId, count] of this.#added) {
      const total = this.#batch.countOf(nodeId);
      total.in -= count.in;
      total.out -= count.out;
    }
    this.#added = new Map();
    this.rowsRead = 0;
    this.#eventTimes = this.#eventTimes.map(() => new EventTimeStatsBuilder());
    this.#told = Math.max(this.#told, this.#notes);
    this.#notes = 0;
    this.#path = '';
    this.#lines = 0;
  }

  /** Tells the batch its event times, when all has been read. */
  end(): void {
    this.#eventTimes.forEach((stats, index) => {
      this.#batch.eventTimes[this.#firstWatermark + index] = stats.build();
    });
  }

  #note(nodeId: string, found: MalformedRecord): void {
    this.#notes++;
    if (this.#notes > this.#told) this.#observer.malformed(nodeId, found);
  }

  #count(nodeId: string, rowsIn: number, rowsOut: number): void {
    const total = this.#batch.countOf(nodeId);
    total.in += rowsIn;
    total.out += rowsOut;
    const added = this.#added.get(nodeId);
    if (added === undefined) this.#added.set(nodeId, { in: rowsIn, out: rowsOut });
    else {
      added.in += rowsIn;
      added.out += rowsOut;
    }
  }
}

import type { Evaluator } from '../../expression/expr.ts';
import { interpret } from '../../expression/interpret.ts';
import type { EventTimeWatermark } from '../../plan/operators/event-time-watermark.ts';
import { STRING } from '../../types/data-type.ts';
import type { Value } from '../../types/value.ts';
import type { BatchScope } from '../batch-scope.ts';
import { eventTimeReader, floorToMs } from '../event-time.ts';
import type { OperatorExec, QueryScope } from '../operator-exec.ts';
import type { EventTimeStats } from '../physical-query.ts';
import type { RowSink } from '../row-sink.ts';

/** Watches the event times that pass; drops nothing. A null time counts as 0, as in Spark (semantics 5.1). */
export class EventTimeWatermarkExec implements OperatorExec {
  readonly #plan: EventTimeWatermark;
  readonly #index: number;
  readonly #guards: readonly Evaluator[];
  readonly #timeOf: (value: Value) => bigint | null;

  /** `index` is the operator's place among the query's watermarks. */
  constructor(plan: EventTimeWatermark, index: number, query: QueryScope) {
    this.#plan = plan;
    this.#index = index;
    this.#guards = plan.guards.map((guard) => interpret(guard, query.environment));
    this.#timeOf = eventTimeReader(plan.schema[plan.column]?.type ?? STRING);
  }

  /** @param stats where the batch's event times are gathered; whoever sees some of the rows himself adds to it as well */
  open(batch: BatchScope, output: RowSink, stats = new EventTimeStatsBuilder()): RowSink {
    const count = batch.countOf(this.#plan.nodeId);
    return {
      push: (row) => {
        count.in++;
        count.out++;
        if (this.#guards.every((guard) => guard(row) === true)) {
          stats.add(floorToMs(this.#timeOf(row[this.#plan.column] ?? null) ?? 0n));
        }
        output.push(row);
      },
      end: () => {
        batch.eventTimes[this.#index] = stats.build();
        output.end();
      },
    };
  }
}

/** Event times that one watermark saw, in ms; those of several parts of a batch add up exactly, in any order. */
export interface EventTimeSums {
  /** -Infinity where there was none. */
  readonly max: number;
  /** Infinity where there was none. */
  readonly min: number;
  readonly sum: bigint;
  readonly count: number;
}

/** Gathers the event times of one batch; milliseconds. */
export class EventTimeStatsBuilder {
  #max = Number.NEGATIVE_INFINITY;
  #min = Number.POSITIVE_INFINITY;
  /** A safe integer; what it cannot hold is in `#carried`. */
  #sum = 0;
  #carried = 0n;
  #count = 0;

  add(ms: number): void {
    this.addAll(ms, ms, ms, 1);
  }

  /** Adds `count` times of which `sum` is the sum. */
  addAll(max: number, min: number, sum: number, count: number): void {
    if (count === 0) return;
    if (max > this.#max) this.#max = max;
    if (min < this.#min) this.#min = min;
    this.#count += count;
    const total = this.#sum + sum;
    if (Number.isSafeInteger(total)) this.#sum = total;
    else {
      this.#carried += BigInt(this.#sum) + BigInt(sum);
      this.#sum = 0;
    }
  }

  addSums({ max, min, sum, count }: EventTimeSums): void {
    this.addAll(max, min, 0, count);
    this.#carried += sum;
  }

  /** All that was added, to be added elsewhere. */
  get sums(): EventTimeSums {
    return { max: this.#max, min: this.#min, sum: this.#carried + BigInt(this.#sum), count: this.#count };
  }

  /** Null when no time was added; the average is cut to whole milliseconds. */
  build(): EventTimeStats | null {
    if (this.#count === 0) return null;
    const avg = Number((this.#carried + BigInt(this.#sum)) / BigInt(this.#count));
    return { max: this.#max, min: this.#min, avg, count: this.#count };
  }
}

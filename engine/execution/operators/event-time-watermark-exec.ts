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

/** Gathers the event times of one batch; milliseconds. */
export class EventTimeStatsBuilder {
  #max = Number.NEGATIVE_INFINITY;
  #min = Number.POSITIVE_INFINITY;
  #sum = 0;
  #count = 0;

  add(ms: number): void {
    if (ms > this.#max) this.#max = ms;
    if (ms < this.#min) this.#min = ms;
    this.#sum += ms;
    this.#count++;
  }

  /** Null when no time was added; the average is cut to whole milliseconds. */
  build(): EventTimeStats | null {
    if (this.#count === 0) return null;
    return { max: this.#max, min: this.#min, avg: Math.trunc(this.#sum / this.#count), count: this.#count };
  }
}

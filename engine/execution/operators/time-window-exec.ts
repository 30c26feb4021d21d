import type { TimeWindow, TimeWindowSpans } from '../../plan/operators/time-window.ts';
import { STRING } from '../../types/data-type.ts';
import type { Value } from '../../types/value.ts';
import type { BatchScope } from '../batch-scope.ts';
import { rowTimeReader } from '../event-time.ts';
import type { OperatorExec } from '../operator-exec.ts';
import type { RowSink } from '../row-sink.ts';

/** Adds a row for each window that the time of a row falls into; a row whose time is null falls into none. */
export class TimeWindowExec implements OperatorExec {
  readonly #plan: TimeWindow;
  readonly #timeOf: (value: Value) => bigint | null;

  constructor(plan: TimeWindow) {
    this.#plan = plan;
    this.#timeOf = rowTimeReader(plan.input.schema[plan.column]?.type ?? STRING);
  }

  open(batch: BatchScope, output: RowSink): RowSink {
    const count = batch.countOf(this.#plan.nodeId);
    return {
      push: (row) => {
        count.in++;
        const time = this.#timeOf(row[this.#plan.column] ?? null);
        if (time === null) return;
        for (const window of windowsOf(time, this.#plan)) {
          count.out++;
          output.push([...row, window]);
        }
      },
      end: () => output.end(),
    };
  }
}

/**
 * The windows that a time falls into, latest start first (semantics 4.1). Start inclusive, end exclusive; times and
 * spans in microseconds.
 */
export function windowsOf(time: bigint, spans: TimeWindowSpans): [start: bigint, end: bigint][] {
  const { durationMicros, slideMicros, startMicros } = spans;
  let remainder = (time - startMicros) % slideMicros;
  if (remainder < 0n) remainder += slideMicros;
  const windows: [bigint, bigint][] = [];
  for (let start = time - remainder; start + durationMicros > time; start -= slideMicros) {
    windows.push([start, start + durationMicros]);
  }
  return windows;
}

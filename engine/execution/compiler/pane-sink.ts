import { must } from '../../base/assert.ts';
import type { Evaluator } from '../../expression/expr.ts';
import { STRING } from '../../types/data-type.ts';
import type { Row, Value } from '../../types/value.ts';
import { rowTimeReader } from '../event-time.ts';
import { windowsOf } from '../operators/time-window-exec.ts';
import type { NodeCount } from '../physical-query.ts';
import type { RowSink } from '../row-sink.ts';
import { PANE_ADDEND_MAX } from './emit-groups.ts';
import { PANE_SUMS_MAX, type PanePlan } from './panes.ts';
import type { LoopTarget } from './stage-loop.ts';
import { floorTo, TIME_MAX } from './window-spans.ts';

/** What an aggregation computes of a row. */
export interface Grouping {
  readonly keys: readonly Evaluator[];
  /** By call, then by argument. */
  readonly calls: readonly (readonly Evaluator[])[];
}

export interface PaneSinkParts {
  readonly panes: PanePlan;
  readonly grouping: Grouping;
  readonly target: LoopTarget;
  /** The interpreter's window operator, for rows that come when there are no panes any more. */
  readonly windows: RowSink;
  readonly windowCount: NodeCount;
  readonly groupCount: NodeCount;
  /** Makes windows of the panes that were gathered, and goes on without panes. */
  readonly toWindows: () => void;
}

/** Window and aggregation of rows that the loop does not take, into the panes that the loop gathers. */
export class PaneSink implements RowSink {
  readonly #parts: PaneSinkParts;
  readonly #timeOf: (value: Value) => bigint | null;

  constructor(parts: PaneSinkParts) {
    this.#parts = parts;
    const { panes } = parts;
    this.#timeOf = rowTimeReader(panes.window.input.schema[panes.window.column]?.type ?? STRING);
  }

  push(row: Row): void {
    const { panes, grouping, target, windows, windowCount, groupCount, toWindows } = this.#parts;
    if (!target.isPaned) {
      windows.push(row);
      return;
    }
    const time = this.#timeOf(row[panes.window.column] ?? null);
    if (time === null) {
      windowCount.in++;
      return;
    }
    const args = grouping.calls.map((call) => call.map((arg) => arg(row)));
    if (Math.abs(Number(time)) > TIME_MAX || !this.#areSmall(args)) {
      toWindows();
      windows.push(row);
      return;
    }
    const count = windowsOf(time, panes.window).length;
    windowCount.in++;
    windowCount.out += count;
    groupCount.in += count;
    if (count === 0) return;
    const pane = BigInt(floorTo(Number(time), panes.paneMicros, panes.spans.startMicros));
    const table = must(target.table, 'panes have a table');
    const paned = [...row, [pane, pane + BigInt(panes.paneMicros)]];
    const group = table.groupOf(grouping.keys.map((key) => key(paned)));
    for (const [call, values] of args.entries()) table.update(group, call, values);
  }

  end(): void {}

  /** Whether sums stay exact, in whatever order they are added up. */
  #areSmall(args: readonly (readonly Value[])[]): boolean {
    const { panes, target } = this.#parts;
    let sum = 0;
    for (const call of panes.sums) {
      const size = Math.abs(Number(args[call]?.[0] ?? 0));
      if (!(size <= PANE_ADDEND_MAX)) return false;
      sum += size;
    }
    target.paneSums += sum;
    return target.paneSums <= PANE_SUMS_MAX;
  }
}

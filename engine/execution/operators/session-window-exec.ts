import type { SessionWindow } from '../../plan/operators/session-window.ts';
import { STRING } from '../../types/data-type.ts';
import type { BatchScope } from '../batch-scope.ts';
import { rowTimeReader } from '../event-time.ts';
import type { OperatorExec, QueryScope } from '../operator-exec.ts';
import type { RowSink } from '../row-sink.ts';
import { type SessionEnd, sessionEnds } from './session-gap.ts';

/**
 * Adds the session that each row begins by itself. A row whose time is null, or whose gap is null, no interval, zero or
 * negative, goes no further (semantics 4.3).
 */
export class SessionWindowExec implements OperatorExec {
  readonly #plan: SessionWindow;
  readonly #timeOf: ReturnType<typeof rowTimeReader>;
  readonly #endOf: SessionEnd;

  constructor(plan: SessionWindow, query: QueryScope) {
    this.#plan = plan;
    this.#timeOf = rowTimeReader(plan.input.schema[plan.column]?.type ?? STRING);
    this.#endOf = sessionEnds(plan.gap, query.environment);
  }

  open(batch: BatchScope, output: RowSink): RowSink {
    const count = batch.countOf(this.#plan.nodeId);
    return {
      push: (row) => {
        count.in++;
        const start = this.#timeOf(row[this.#plan.column] ?? null);
        const end = start === null ? null : this.#endOf(start, row);
        if (start === null || end === null) return;
        count.out++;
        output.push([...row, [start, end]]);
      },
      end: () => output.end(),
    };
  }
}

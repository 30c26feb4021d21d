/**
 * Lets so many rows pass. In a stream that only ever adds rows the budget is one for the whole query, and what is spent of it
 * is the state; behind an aggregation in complete mode, and in batch mode, each batch has its own (semantics 6.2).
 */
import { assert } from '../../base/assert.ts';
import { isStreamingPlan, type LogicalPlan, operatorsOf } from '../../plan/logical-plan.ts';
import type { Limit } from '../../plan/operators/limit.ts';
import type { BatchScope } from '../batch-scope.ts';
import type { QueryScope, StatefulExec } from '../operator-exec.ts';
import type { RowSink } from '../row-sink.ts';
import { StateTimes } from './state-times.ts';

export class LimitExec implements StatefulExec {
  readonly wantsNoDataBatches = false;
  readonly #plan: Limit<LogicalPlan>;
  readonly #isOverall: boolean;
  readonly #times: StateTimes;
  /** Rows that have passed in all finished batches, and in these and the running one. */
  #committed = 0;
  #passed = 0;

  constructor(plan: Limit<LogicalPlan>, query: QueryScope) {
    this.#plan = plan;
    this.#isOverall = query.isStreaming && (query.outputMode === 'append' || !hasStreamingAggregate(plan.input));
    this.#times = new StateTimes(query.clock);
  }

  open(batch: BatchScope, output: RowSink): RowSink {
    const count = batch.countOf(this.#plan.nodeId);
    this.#times.start();
    if (!this.#isOverall) this.#passed = 0;
    return {
      push: (row) => {
        count.in++;
        if (this.#passed >= this.#plan.count) return;
        this.#passed++;
        count.out++;
        output.push(row);
      },
      end: () => {
        // Spark leaves a limit of no rows out of the plan.
        if (this.#isOverall && this.#plan.count > 0) this.#report(batch);
        output.end();
      },
    };
  }

  commit(): void {
    this.#times.committing(() => {
      this.#committed = this.#passed;
    });
  }

  abort(): void {
    this.#passed = this.#committed;
  }

  exportState(): unknown {
    return this.#committed;
  }

  restoreState(saved: unknown): void {
    assert(Number.isSafeInteger(saved) && (saved as number) >= 0, 'saved is how many rows have passed');
    this.#committed = saved as number;
    this.#passed = this.#committed;
  }

  #report(batch: BatchScope): void {
    this.#times.updated();
    batch.reportState(
      this.#times.timed({
        operatorName: 'globalLimit',
        numRowsTotal: this.#passed > 0 ? 1 : 0,
        numRowsUpdated: this.#passed > this.#committed ? 1 : 0,
        numRowsRemoved: 0,
        memoryUsedBytes: 96,
        numRowsDroppedByWatermark: 0,
        customMetrics: {},
      }),
    );
  }
}

function hasStreamingAggregate(plan: LogicalPlan): boolean {
  return operatorsOf(plan).some((operator) => operator.op === 'aggregate' && isStreamingPlan(operator));
}

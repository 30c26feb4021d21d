/**
 * Lets so many rows pass. In a stream that only ever adds rows the budget is one for the whole query, and what is spent of it
 * is the state; behind an aggregation in complete mode, and in batch mode, each batch has its own (semantics 6.2).
 */
import { isStreamingPlan, type LogicalPlan, operatorsOf } from '../../plan/logical-plan.ts';
import type { Limit } from '../../plan/operators/limit.ts';
import type { StateEntries, StateEntryWriter, StateTable } from '../../state/state-table.ts';
import { BIGINT } from '../../types/data-type.ts';
import type { BatchScope } from '../batch-scope.ts';
import type { QueryScope, StatefulExec } from '../operator-exec.ts';
import type { RowSink } from '../row-sink.ts';
import { StateTimes } from './state-times.ts';

export class LimitExec implements StatefulExec {
  readonly wantsNoDataBatches = false;
  readonly tables: readonly StateTable[];
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
    this.tables = this.#tables();
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

  /** Nothing is kept where each batch has a budget of its own. */
  #tables(): readonly StateTable[] {
    if (!this.#isOverall) return [];
    const size = (): number => (this.#passed > 0 ? 1 : 0);
    const put = (to: StateEntryWriter, passed: number): Iterable<void> => {
      if (passed > 0) to.put([], [BigInt(passed)]);
      return [];
    };
    return [
      {
        form: { name: 'passed', key: [], value: [{ name: 'rows', type: BIGINT }] },
        get size() {
          return size();
        },
        writeChanges: (to) => put(to, this.#passed > this.#committed ? this.#passed : 0),
        writeAll: (to) => put(to, this.#committed),
        clear: () => this.#restore(0),
        restore: (entries) => this.#restoreLast(entries),
      },
    ];
  }

  #restoreLast(entries: StateEntries): Iterable<void> {
    const last = entries.count - 1;
    if (last >= 0) this.#restore(Number(entries.value(last)[0]));
    return [];
  }

  #restore(passed: number): void {
    this.#committed = passed;
    this.#passed = passed;
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

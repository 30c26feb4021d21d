import type { Evaluator } from '../../expression/expr.ts';
import { interpret } from '../../expression/interpret.ts';
import type { Filter } from '../../plan/operators/filter.ts';
import type { BatchScope } from '../batch-scope.ts';
import type { OperatorExec, QueryScope } from '../operator-exec.ts';
import type { RowSink } from '../row-sink.ts';

/** Lets the rows pass for which the condition is true; null counts as false. */
export class FilterExec implements OperatorExec {
  readonly #nodeId: string;
  readonly #condition: Evaluator;

  constructor(plan: Filter, query: QueryScope) {
    this.#nodeId = plan.nodeId;
    this.#condition = interpret(plan.condition, query.environment);
  }

  open(batch: BatchScope, output: RowSink): RowSink {
    const count = batch.countOf(this.#nodeId);
    return {
      push: (row) => {
        count.in++;
        if (this.#condition(row) !== true) return;
        count.out++;
        output.push(row);
      },
      end: () => output.end(),
    };
  }
}

import type { Evaluator } from '../../expression/expr.ts';
import { interpret } from '../../expression/interpret.ts';
import type { Union } from '../../plan/operators/union.ts';
import type { BatchScope } from '../batch-scope.ts';
import type { MergingExec, QueryScope } from '../operator-exec.ts';
import type { RowSink } from '../row-sink.ts';

/** Hands on the rows of all inputs, one input after the other. */
export class UnionExec implements MergingExec {
  readonly feedOrder: readonly number[];
  readonly #nodeId: string;
  readonly #columns: readonly (readonly Evaluator[])[];

  constructor(plan: Union, query: QueryScope) {
    this.feedOrder = [...plan.inputs.keys()];
    this.#nodeId = plan.nodeId;
    this.#columns = plan.columns.map((exprs) => exprs.map((expr) => interpret(expr, query.environment)));
  }

  openAll(batch: BatchScope, output: RowSink): readonly RowSink[] {
    const count = batch.countOf(this.#nodeId);
    let open = this.#columns.length;
    return this.#columns.map((columns) => ({
      push: (row) => {
        count.in++;
        count.out++;
        output.push(columns.map((column) => column(row)));
      },
      end: () => {
        open--;
        if (open === 0) output.end();
      },
    }));
  }
}

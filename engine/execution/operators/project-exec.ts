import type { Evaluator } from '../../expression/expr.ts';
import { interpret } from '../../expression/interpret.ts';
import type { Project } from '../../plan/operators/project.ts';
import type { BatchScope } from '../batch-scope.ts';
import type { OperatorExec, QueryScope } from '../operator-exec.ts';
import type { RowSink } from '../row-sink.ts';

/** Makes a row of the given expressions out of each row. */
export class ProjectExec implements OperatorExec {
  readonly #nodeId: string;
  readonly #columns: readonly Evaluator[];

  constructor(plan: Project, query: QueryScope) {
    this.#nodeId = plan.nodeId;
    this.#columns = plan.columns.map(({ expr }) => interpret(expr, query.environment));
  }

  open(batch: BatchScope, output: RowSink): RowSink {
    const count = batch.countOf(this.#nodeId);
    return {
      push: (row) => {
        count.in++;
        count.out++;
        output.push(this.#columns.map((column) => column(row)));
      },
      end: () => output.end(),
    };
  }
}

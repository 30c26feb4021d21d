import type { PlanNode } from '../../plan/plan-node.ts';
import type { BatchScope } from '../batch-scope.ts';
import type { OperatorExec } from '../operator-exec.ts';
import type { RowSink } from '../row-sink.ts';

/** Hands every row on and counts it: what a watermark does over static data (semantics 5.1). */
export class CountingExec implements OperatorExec {
  readonly #nodeId: string;

  constructor(plan: PlanNode) {
    this.#nodeId = plan.nodeId;
  }

  open(batch: BatchScope, output: RowSink): RowSink {
    const count = batch.countOf(this.#nodeId);
    return {
      push: (row) => {
        count.in++;
        count.out++;
        output.push(row);
      },
      end: () => output.end(),
    };
  }
}

import { interpret } from '../../expression/interpret.ts';
import type { Sort, SortOrder } from '../../plan/operators/sort.ts';
import { comparatorOf } from '../../types/compare.ts';
import type { Row, Value } from '../../types/value.ts';
import type { BatchScope } from '../batch-scope.ts';
import type { OperatorExec, QueryScope } from '../operator-exec.ts';
import type { RowSink } from '../row-sink.ts';

/** Hands on the rows of a batch in order; rows that are equal by all orders keep theirs. */
export class SortExec implements OperatorExec {
  readonly #plan: Sort;
  readonly #orders: readonly { readonly read: (row: Row) => Value; readonly compare: Compare }[];

  constructor(plan: Sort, query: QueryScope) {
    this.#plan = plan;
    this.#orders = plan.orders.map((order) => ({
      read: interpret(order.expr, query.environment),
      compare: comparatorFor(order),
    }));
  }

  open(batch: BatchScope, output: RowSink): RowSink {
    const count = batch.countOf(this.#plan.nodeId);
    const rows: { readonly row: Row; readonly values: readonly Value[] }[] = [];
    return {
      push: (row) => {
        count.in++;
        rows.push({ row, values: this.#orders.map(({ read }) => read(row)) });
      },
      end: () => {
        rows.sort((a, b) => this.#compare(a.values, b.values));
        for (const { row } of rows) {
          count.out++;
          output.push(row);
        }
        output.end();
      },
    };
  }

  #compare(a: readonly Value[], b: readonly Value[]): number {
    for (const [index, { compare }] of this.#orders.entries()) {
      const found = compare(a[index] ?? null, b[index] ?? null);
      if (found !== 0) return found;
    }
    return 0;
  }
}

type Compare = (a: Value, b: Value) => number;

function comparatorFor({ expr, descending, nullsFirst }: SortOrder): Compare {
  const ascending = comparatorOf(expr.type);
  return (a, b) => {
    if (a === null || b === null) {
      if (a === b) return 0;
      return (a === null) === nullsFirst ? -1 : 1;
    }
    return descending ? ascending(b, a) : ascending(a, b);
  };
}

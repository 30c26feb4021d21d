import { interpret } from '../../expression/interpret.ts';
import type { Sort, SortOrder } from '../../plan/operators/sort.ts';
import { unlimitedAccount } from '../../state/memory-budget.ts';
import { RowMemory } from '../../state/row-memory.ts';
import { comparatorOf } from '../../types/compare.ts';
import type { Row, Value } from '../../types/value.ts';
import type { BatchScope } from '../batch-scope.ts';
import type { OperatorExec, QueryScope } from '../operator-exec.ts';
import type { NodeCount } from '../physical-query.ts';
import type { RowSink } from '../row-sink.ts';
import { sortInSteps } from '../sort-in-steps.ts';

/** A row's entry, its values to sort by, and its place in the array that it is merged into. */
const GATHERED_BYTES = 88;
/** Rows that are handed on between two rests. */
const STEP_ROWS = 512;

interface Gathered {
  readonly row: Row;
  readonly values: readonly Value[];
}

/** Hands on the rows of a batch in order; rows that are equal by all orders keep theirs. */
export class SortExec implements OperatorExec {
  readonly #plan: Sort;
  readonly #reads: readonly ((row: Row) => Value)[];
  readonly #compares: readonly Compare[];
  readonly #memory: RowMemory;

  constructor(plan: Sort, query: QueryScope) {
    this.#plan = plan;
    this.#reads = plan.orders.map(({ expr }) => interpret(expr, query.environment));
    this.#compares = plan.orders.map(comparatorFor);
    this.#memory = new RowMemory(query.memory?.account(plan.nodeId) ?? unlimitedAccount, GATHERED_BYTES);
  }

  open(batch: BatchScope, output: RowSink): RowSink {
    const count = batch.countOf(this.#plan.nodeId);
    const rows: Gathered[] = [];
    this.#memory.clear();
    return {
      push: (row) => {
        count.in++;
        this.#memory.add(row);
        rows.push({ row, values: this.#reads.map((read) => read(row)) });
      },
      end: () => batch.later(this.#steps(rows, count, output)),
    };
  }

  *#steps(rows: Gathered[], count: NodeCount, output: RowSink): Generator<void> {
    const sorted = yield* sortInSteps(rows, (a, b) => this.#compare(a.values, b.values));
    for (const [at, { row }] of sorted.entries()) {
      count.out++;
      output.push(row);
      if (at % STEP_ROWS === 0) yield;
    }
    this.#memory.clear();
    output.end();
  }

  #compare(a: readonly Value[], b: readonly Value[]): number {
    for (let index = 0; index < this.#compares.length; index++) {
      const found = (this.#compares[index] as Compare)(a[index] ?? null, b[index] ?? null);
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

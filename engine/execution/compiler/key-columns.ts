import type { Expr } from '../../expression/expr.ts';
import type { StagePlan } from './stage-plan.ts';

/** Columns of the scan that are group keys as they are. */
export function keyColumns({ chain, top }: Pick<StagePlan, 'chain' | 'top'>): ReadonlySet<number> {
  const found = new Set<number>();
  for (const { expr } of top?.keys ?? []) {
    const column = chain.reduceRight<Expr | undefined>((at, operator) => {
      if (at?.kind !== 'column') return undefined;
      return operator.op === 'project' ? operator.columns[at.index]?.expr : at;
    }, expr);
    if (column?.kind === 'column') found.add(column.index);
  }
  return found;
}

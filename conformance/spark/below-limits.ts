import type { CaseQuery, Recording } from '../case-format.ts';
import type { CaseDocument } from '../steps.ts';

type Recorded = Recording['queries'][string];

/** Ids of the nodes that lie before a limit. */
export function nodesBelowLimits({ nodes, edges }: CaseDocument): ReadonlySet<string> {
  const below = new Set<string>();
  const waiting = nodes.filter(({ kind }) => kind === 'limit').map(({ id }) => id);
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    for (const { source, target } of edges) {
      if (target !== id || below.has(source)) continue;
      below.add(source);
      waiting.push(source);
    }
  }
  return below;
}

/**
 * A recording without the counts that are smaller than expected because Spark stops reading once a limit has enough: what is
 * observed before a limit counts what was read, and that depends on how Spark reads.
 */
export function withoutUnread(found: Recorded, wanted: CaseQuery, below: ReadonlySet<string>): Recorded {
  const batches = found.batches.map((batch) => {
    const expected = wanted.batches.find(({ batchId }) => batchId === batch.batchId)?.nodes ?? {};
    const nodes = Object.entries(batch.nodes).filter(([id, rows]) => !below.has(id) || rows >= (expected[id] ?? 0));
    return { ...batch, nodes: Object.fromEntries(nodes) };
  });
  return { ...found, batches };
}

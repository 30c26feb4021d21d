import type { PipelineDocument, PipelineNode } from '../../engine/pipeline/document.ts';

/** Nodes in the order in which rows reach them, sources first; the document's order decides between equals. */
export function nodesInFlowOrder({ nodes, edges }: Pick<PipelineDocument, 'nodes' | 'edges'>): readonly PipelineNode[] {
  const waitsFor = new Map(nodes.map((node) => [node.id, 0]));
  const targets = new Map<string, string[]>();
  for (const { source, target } of edges) {
    if (!waitsFor.has(source) || !waitsFor.has(target)) continue;
    waitsFor.set(target, (waitsFor.get(target) ?? 0) + 1);
    const known = targets.get(source);
    if (known === undefined) targets.set(source, [target]);
    else known.push(target);
  }
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const queue = nodes.filter((node) => waitsFor.get(node.id) === 0).map((node) => node.id);
  const ordered: PipelineNode[] = [];
  for (let next = 0; next < queue.length; next++) {
    const id = queue[next] ?? '';
    const node = byId.get(id);
    if (node !== undefined) ordered.push(node);
    for (const target of targets.get(id) ?? []) {
      const left = (waitsFor.get(target) ?? 1) - 1;
      waitsFor.set(target, left);
      if (left === 0) queue.push(target);
    }
  }
  // Nodes of a cycle wait for each other for ever; they come last.
  const placed = new Set(queue);
  return ordered.length === nodes.length ? ordered : [...ordered, ...nodes.filter((node) => !placed.has(node.id))];
}

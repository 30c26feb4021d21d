import type { PipelineDocument } from '../../engine/pipeline/document.ts';
import type { BareGraph } from './bare/bare-page.ts';

/** The same nodes at the same places, wired the same, as React Flow's default nodes take them. */
export function bareGraph(document: Pick<PipelineDocument, 'nodes' | 'edges'>): BareGraph {
  return {
    nodes: document.nodes.map(({ id, position, label }) => ({ id, position, data: { label: label ?? id } })),
    edges: document.edges.map(({ source, target }, index) => ({ id: `wire ${index}`, source, target })),
  };
}

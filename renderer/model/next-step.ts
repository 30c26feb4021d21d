import type { PipelineDocument } from '../../engine/pipeline/document.ts';
import type { Catalogue } from './catalogue.ts';
import { portOf } from './wiring.ts';

/** What a pipeline that is being drawn lacks next; null when it is whole. */
export function nextStep(document: PipelineDocument, catalogue: Catalogue): 'source' | 'sink' | 'wire' | null {
  const families = document.nodes.map((node) => catalogue.byKind.get(node.kind)?.family);
  if (!families.includes('source')) return 'source';
  const wires = new Map<string, number>();
  for (const edge of document.edges) {
    const end = JSON.stringify([edge.target, portOf(edge)]);
    wires.set(end, (wires.get(end) ?? 0) + 1);
  }
  const open = document.nodes.some((node) =>
    catalogue.byKind.get(node.kind)?.inputs.some((port) => {
      const count = wires.get(JSON.stringify([node.id, port.id])) ?? 0;
      // Whoever takes a node that brings rows together means to bring some together.
      return count < (port.takesMany === true ? 2 : 1);
    }),
  );
  if (open) return 'wire';
  return families.includes('sink') ? null : 'sink';
}

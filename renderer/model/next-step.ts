import type { PipelineDocument } from '../../engine/pipeline/document.ts';
import type { Catalogue } from './catalogue.ts';
import { portOf } from './wiring.ts';

/** What a pipeline that is being drawn lacks next; null when it is whole. */
export function nextStep(document: PipelineDocument, catalogue: Catalogue): 'source' | 'sink' | 'wire' | null {
  const families = document.nodes.map((node) => catalogue.byKind.get(node.kind)?.family);
  if (!families.includes('source')) return 'source';
  const open = document.nodes.some((node) =>
    catalogue.byKind.get(node.kind)?.inputs.some((port) => {
      const wires = document.edges.filter((edge) => edge.target === node.id && portOf(edge) === port.id);
      // Whoever takes a node that brings rows together means to bring some together.
      return wires.length < (port.takesMany === true ? 2 : 1);
    }),
  );
  if (open) return 'wire';
  return families.includes('sink') ? null : 'sink';
}

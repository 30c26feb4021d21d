import type { PipelineDocument } from '../../engine/pipeline/document.ts';
import type { Catalogue } from './catalogue.ts';
import { portOf } from './wiring.ts';

/** What a pipeline that is being drawn lacks next; null when it is whole. */
export function nextStep(document: PipelineDocument, catalogue: Catalogue): 'source' | 'sink' | 'wire' | null {
  const families = document.nodes.map((node) => catalogue.byKind.get(node.kind)?.family);
  if (!families.includes('source')) return 'source';
  const wired = new Set(document.edges.map((edge) => JSON.stringify([edge.target, portOf(edge)])));
  const open = document.nodes.some((node) =>
    catalogue.byKind.get(node.kind)?.inputs.some((port) => !wired.has(JSON.stringify([node.id, port.id]))),
  );
  if (open) return 'wire';
  return families.includes('sink') ? null : 'sink';
}

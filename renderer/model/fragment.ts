/** Parts of a pipeline on the clipboard: nodes and the wires between them, as JSON that is a pipeline file itself. */
import type { PipelineDocument, PipelineEdge, PipelineNode } from '../../engine/pipeline/document.ts';
import { freeNodeId, gridPx } from './document-edits.ts';
import type { DocumentStore } from './document-store.ts';

/** The selected nodes and the wires between them, as a document of their own; null when no node is selected. */
export function copySelection(documents: DocumentStore): PipelineDocument | null {
  const { document, selection } = documents.getState();
  const ids = new Set(selection.nodes);
  const nodes = document.nodes.filter((node) => ids.has(node.id));
  if (nodes.length === 0) return null;
  const edges = document.edges.filter((edge) => ids.has(edge.source) && ids.has(edge.target));
  const { format, version, name, settings } = document;
  return { format, version, name, settings, nodes, edges };
}

const pasteOffset = gridPx * 4;

/** Adds the nodes and wires of `fragment` beside where they were, under free ids, and selects them. One undo step. */
export function pasteFragment(documents: DocumentStore, fragment: PipelineDocument): readonly string[] {
  let { document } = documents.getState();
  const offset = freeOffset(document, fragment);
  const ids = new Map<string, string>();
  const nodes: PipelineNode[] = [];
  for (const node of fragment.nodes) {
    const id = freeNodeId(document, node.id);
    ids.set(node.id, id);
    const position = { x: node.position.x + offset, y: node.position.y + offset };
    const pasted: PipelineNode = { ...structuredClone(node), id, position };
    nodes.push(pasted);
    document = { ...document, nodes: [...document.nodes, pasted] };
  }
  const edges: PipelineEdge[] = fragment.edges.flatMap((edge) => {
    const source = ids.get(edge.source);
    const target = ids.get(edge.target);
    return source === undefined || target === undefined ? [] : [{ ...edge, source, target }];
  });
  const pastedIds = [...ids.values()];
  documents.edit(
    (draft) => {
      draft.nodes.push(...(nodes as unknown as typeof draft.nodes));
      draft.edges.push(...edges);
    },
    { select: { nodes: pastedIds, edges: [] } },
  );
  return pastedIds;
}

/** How far right and down a fragment goes so that none of its nodes lies exactly on another. */
function freeOffset(document: PipelineDocument, fragment: PipelineDocument): number {
  let offset = 0;
  const covered = (): boolean =>
    fragment.nodes.some(({ position }) =>
      document.nodes.some((node) => node.position.x === position.x + offset && node.position.y === position.y + offset),
    );
  while (covered()) offset += pasteOffset;
  return offset;
}

import type { NodeDescriptor } from '../../engine/nodes/descriptor.ts';
import type { PipelineEdge } from '../../engine/pipeline/document.ts';
import { addNode, freePlace, gridPx, nodeSize, type Point } from './document-edits.ts';
import { insertIntoWire } from './splice.ts';
import { wire } from './wiring.ts';
import type { Workspace } from './workspace.ts';

/** Room between two cards in a row. */
const gap = gridPx * 6;

/**
 * Adds a node the short way, without a place being pointed at: to the right of the selected node and wired to it where the
 * rules allow; with one wire selected, into that wire; with nothing selected, into the middle of what is seen.
 *
 * @returns the new node's id, and whether it was wired
 */
export function addBeside(
  workspace: Pick<Workspace, 'documents' | 'catalogue' | 'analysis' | 'view'>,
  descriptor: NodeDescriptor,
): { readonly id: string; readonly wired: boolean } {
  const { documents, catalogue, analysis, view } = workspace;
  const { document, selection } = documents.getState();
  const [wireId] = selection.edges;
  if (wireId !== undefined && selection.edges.length === 1 && selection.nodes.length === 0) {
    const inserted = insertIntoWire(workspace, descriptor, wireId);
    if (inserted !== null) return { id: inserted, wired: true };
  }
  const selected =
    selection.nodes.length === 1 ? document.nodes.find((node) => node.id === selection.nodes[0]) : undefined;
  if (selected === undefined) {
    const centre = view.getState().viewport?.centre() ?? { x: 0, y: 0 };
    return { id: addNode(documents, descriptor, freePlace(document, fromCentre(centre))), wired: false };
  }
  const place = freePlace(document, { x: selected.position.x + nodeSize.width + gap, y: selected.position.y });
  const edges = (id: string): readonly PipelineEdge[] => {
    const withNode = {
      ...document,
      nodes: [...document.nodes, { id, kind: descriptor.kind, position: place, config: descriptor.defaults }],
    };
    const first = descriptor.inputs
      .map((port) =>
        wire(withNode, catalogue, analysis.getState(), { source: selected.id, target: id, targetPort: port.id }),
      )
      .find((each) => each.problem === null);
    return first === undefined ? [] : [first.edge];
  };
  const id = addNode(documents, descriptor, place, edges);
  return { id, wired: documents.getState().document.edges.some((edge) => edge.target === id) };
}

function fromCentre(centre: Point): Point {
  return { x: centre.x - nodeSize.width / 2, y: centre.y - nodeSize.height / 2 };
}

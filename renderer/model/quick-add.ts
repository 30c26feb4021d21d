/** Adding a node at a place that was pointed at, wired to what it was drawn from. */
import type { NodeDescriptor } from '../../engine/nodes/descriptor.ts';
import type { PipelineEdge } from '../../engine/pipeline/document.ts';
import { addNode, freePlace, gridPx, nodeSize, type Point } from './document-edits.ts';
import { edgeId } from './edge-id.ts';
import { insertIntoWire } from './splice.ts';
import type { QuickAddPlace } from './view-store.ts';
import { fittingPort } from './wiring.ts';
import type { Workspace } from './workspace.ts';

type Tools = Pick<Workspace, 'documents' | 'catalogue' | 'analysis' | 'view'>;

/** Room between two cards in a row. */
const gap = gridPx * 6;

/** Adds a node of that kind. One undo step. @returns its id; null where it cannot stand there, and nothing has changed */
export function addAt(tools: Tools, descriptor: NodeDescriptor, place: QuickAddPlace): string | null {
  const { documents, catalogue, analysis } = tools;
  if (place.wireId !== null) return insertIntoWire(tools, descriptor, place.wireId);
  const { document } = documents.getState();
  const position = cornerAt(place);
  const { behind, before } = place;
  let fits = true;
  const edges = (id: string): readonly PipelineEdge[] => {
    const node = { id, kind: descriptor.kind, position, config: descriptor.defaults };
    const open = { ...document, nodes: [...document.nodes, node] };
    const made: (PipelineEdge | null)[] = [];
    if (behind !== null) {
      made.push(fittingPort(open, catalogue, analysis.getState(), { source: behind, target: id }, null));
    }
    if (before !== null) {
      made.push(fittingPort(open, catalogue, analysis.getState(), { source: id, target: before.nodeId }, before.port));
    }
    const drawn = made.filter((edge) => edge !== null);
    fits = drawn.length === made.length;
    return drawn;
  };
  edges(' added');
  return fits ? addNode(documents, descriptor, freePlace(document, position), edges) : null;
}

/**
 * Where a node goes that is asked for by key: into the one wire that is selected, behind the one node that is, else
 * under the pointer, else in the middle of what is seen.
 */
export function quickAddPlace({
  documents,
  view,
  catalogue,
}: Pick<Workspace, 'documents' | 'view' | 'catalogue'>): QuickAddPlace {
  const { document, selection } = documents.getState();
  const { viewport } = view.getState();
  const [nodeId] = selection.nodes;
  const [wireId] = selection.edges;
  const nothing = { behind: null, before: null, wireId: null };
  const node = document.nodes.find(({ id }) => id === nodeId);
  if (node !== undefined && selection.nodes.length === 1 && catalogue.byKind.get(node.kind)?.output != null) {
    return { ...nothing, at: behindOf(node.position), behind: node.id };
  }
  const cut = document.edges.find((edge) => edgeId(edge) === wireId);
  if (cut !== undefined && selection.edges.length === 1 && selection.nodes.length === 0) {
    return { ...nothing, at: middleOf(document.nodes, cut), wireId: edgeId(cut) };
  }
  return { ...nothing, at: viewport?.pointer() ?? viewport?.centre() ?? { x: 0, y: 0 } };
}

/** The same place, one node further: for several nodes in a row. */
export function placeBehind(
  { documents }: Pick<Workspace, 'documents'>,
  id: string,
  place: QuickAddPlace,
): QuickAddPlace {
  const node = documents.getState().document.nodes.find((each) => each.id === id);
  const at = node === undefined ? place.at : behindOf(node.position);
  const { behind, before, wireId } = place;
  // What was added into nothing is followed as well: a row is being built.
  return before === null || behind !== null || wireId !== null
    ? { at, behind: id, before: null, wireId: null }
    : { at: place.at, behind: null, before: { nodeId: id, port: null }, wireId: null };
}

/** Where a wire's insertion is asked for: half way between its ends. */
export function middleOf(
  nodes: readonly { readonly id: string; readonly position: Point }[],
  { source, target }: PipelineEdge,
): Point {
  const from = nodes.find(({ id }) => id === source)?.position ?? { x: 0, y: 0 };
  const to = nodes.find(({ id }) => id === target)?.position ?? from;
  return { x: (from.x + nodeSize.width + to.x) / 2, y: (from.y + to.y + nodeSize.height) / 2 };
}

function behindOf({ x, y }: Point): Point {
  return { x: x + nodeSize.width + gap, y: y + nodeSize.height / 2 };
}

/** The card's upper left corner, so that its handle lies where the wire ends, or its middle at a place on empty ground. */
function cornerAt({ at, behind, before }: QuickAddPlace): Point {
  const left = behind !== null ? 0 : before !== null ? nodeSize.width : nodeSize.width / 2;
  return { x: at.x - left, y: at.y - nodeSize.height / 2 };
}

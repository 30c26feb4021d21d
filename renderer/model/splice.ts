/** Nodes in the middle of a wire: putting one in, and closing the gap that one leaves. */
import type { NodeDescriptor } from '../../engine/nodes/descriptor.ts';
import type { PipelineDocument, PipelineEdge, PipelineNode } from '../../engine/pipeline/document.ts';
import { addNode, freeNodeId, freePlace, gridPx, nodeSize, type Point, removeSelection } from './document-edits.ts';
import type { Selection } from './document-store.ts';
import { edgeId } from './edge-id.ts';
import { wire } from './wiring.ts';
import type { Workspace } from './workspace.ts';

/** Room between two cards in a row. */
const gap = gridPx * 6;

/** Whether a kind of node can stand in the middle of a wire. */
export function fitsIntoWire(descriptor: NodeDescriptor): boolean {
  return descriptor.inputs.length > 0 && descriptor.output !== null;
}

/**
 * Puts a new node into the middle of a wire: the wire ends at it and goes on from it, and what comes behind moves to the
 * right where the room is too small; a drawing seen whole is still seen whole. One undo step.
 *
 * @returns the new node's id; null where the kind or the rules of wires do not allow it, and nothing has changed
 */
export function insertIntoWire(
  { documents, catalogue, analysis, view }: Pick<Workspace, 'documents' | 'catalogue' | 'analysis' | 'view'>,
  descriptor: NodeDescriptor,
  wireId: string,
): string | null {
  const { document } = documents.getState();
  const cut = document.edges.find((edge) => edgeId(edge) === wireId);
  const source = document.nodes.find((node) => node.id === cut?.source);
  const target = document.nodes.find((node) => node.id === cut?.target);
  const port = descriptor.inputs[0]?.id;
  if (cut === undefined || source === undefined || target === undefined) return null;
  if (port === undefined || !fitsIntoWire(descriptor)) return null;

  const id = freeNodeId(document, descriptor.kind);
  const inserted: PipelineNode = { id, kind: descriptor.kind, position: source.position, config: descriptor.defaults };
  const edges: readonly PipelineEdge[] = [
    { source: source.id, target: id, targetPort: port },
    { ...cut, source: id },
  ];
  const open = {
    ...document,
    nodes: [...document.nodes, inserted],
    edges: document.edges.filter((edge) => edge !== cut),
  };
  if (edges.some((edge) => wire(open, catalogue, analysis.getState(), edge).problem !== null)) return null;

  const wanted: Point = {
    x: source.position.x + nodeSize.width + gap,
    y: Math.round((source.position.y + target.position.y) / 2),
  };
  const short = wanted.x + nodeSize.width + gap - target.position.x;
  // A wire that runs backwards or steeply has room beside it; only a row of cards is pushed along.
  const isRow =
    Math.abs(source.position.y - target.position.y) < nodeSize.height && target.position.x > source.position.x;
  const moves = isRow && short > 0 ? movedRight(document, target.id, short) : new Map<string, Point>();
  const nodes = document.nodes.map((node) => ({ ...node, position: moves.get(node.id) ?? node.position }));
  const place = freePlace({ ...document, nodes }, wanted);
  const fitAgain = view.getState().viewport?.keepWhole();
  addNode(documents, descriptor, place, () => edges, { without: wireId, moves });
  fitAgain?.();
  return id;
}

/** Removes what is selected. Where a removed node stood in the middle, its input is wired to what took its rows. */
export function removeAndBridge(
  { documents, catalogue, analysis }: Pick<Workspace, 'documents' | 'catalogue' | 'analysis'>,
  selection: Selection = documents.getState().selection,
): void {
  const { document } = documents.getState();
  const gone = new Set(selection.nodes);
  const kept: PipelineDocument = {
    ...document,
    nodes: document.nodes.filter((node) => !gone.has(node.id)),
    edges: document.edges.filter((edge) => !gone.has(edge.source) && !gone.has(edge.target)),
  };
  const bridges = bridgesOver(document, gone).filter(
    (edge) => wire(kept, catalogue, analysis.getState(), edge).problem === null,
  );
  removeSelection(documents, selection, bridges);
}

/** A wire from the one node before the removed ones to each node behind them; none where several come before. */
function bridgesOver(document: PipelineDocument, gone: ReadonlySet<string>): readonly PipelineEdge[] {
  const before = (id: string): string | null => {
    const passed = new Set<string>();
    let at = id;
    while (gone.has(at)) {
      const inputs = document.edges.filter((edge) => edge.target === at);
      const only = inputs[0];
      if (inputs.length !== 1 || only === undefined || passed.has(at)) return null;
      passed.add(at);
      at = only.source;
    }
    return at;
  };
  return document.edges.flatMap((edge) => {
    if (!gone.has(edge.source) || gone.has(edge.target)) return [];
    const source = before(edge.source);
    return source === null || source === edge.target ? [] : [{ ...edge, source }];
  });
}

/** New places for a node and all behind it, so many pixels to the right. */
function movedRight(document: PipelineDocument, from: string, by: number): Map<string, Point> {
  const behind = new Set([from]);
  // A set is visited in the order in which it grows.
  for (const id of behind) {
    for (const edge of document.edges) if (edge.source === id) behind.add(edge.target);
  }
  return new Map(
    document.nodes.flatMap(({ id, position }) => (behind.has(id) ? [[id, { x: position.x + by, y: position.y }]] : [])),
  );
}

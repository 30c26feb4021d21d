import type { NodeDescriptor } from '../../engine/nodes/descriptor.ts';
import type { PipelineDocument, PipelineEdge, PipelineNode } from '../../engine/pipeline/document.ts';
import { addNode, freePlace, gridPx, nodeSize, type Point } from './document-edits.ts';
import { insertIntoWire } from './splice.ts';
import { portOf, wire } from './wiring.ts';
import type { Workspace } from './workspace.ts';

/** Room between two cards in a row. */
const gap = gridPx * 6;

type Tools = Pick<Workspace, 'documents' | 'catalogue' | 'analysis' | 'view'>;

/**
 * Adds a node the short way, without a place being pointed at: to the right of the selected node and wired to it where the
 * rules allow; a source to the left of a node with an open input; a node of several inputs behind all that are selected,
 * from top to bottom; with one wire selected, into that wire; with nothing selected, into the middle of what is seen.
 *
 * @returns the new node's id, and whether it was wired
 */
export function addBeside(
  workspace: Tools,
  descriptor: NodeDescriptor,
): { readonly id: string; readonly wired: boolean } {
  const { documents, view } = workspace;
  const { document, selection } = documents.getState();
  const [wireId] = selection.edges;
  if (wireId !== undefined && selection.edges.length === 1 && selection.nodes.length === 0) {
    const inserted = insertIntoWire(workspace, descriptor, wireId);
    if (inserted !== null) return { id: inserted, wired: true };
  }
  const chosen = new Set(selection.nodes);
  const selected = document.nodes.filter((node) => chosen.has(node.id)).sort(fromTop);
  const [first] = selected;
  if (first === undefined || (selected.length > 1 && !takesSeveral(descriptor))) {
    const centre = view.getState().viewport?.centre() ?? { x: 0, y: 0 };
    return { id: addNode(documents, descriptor, freePlace(document, fromCentre(centre))), wired: false };
  }
  const before = selected.length === 1 && descriptor.inputs.length === 0 ? openPort(workspace, first) : null;
  const wanted = before === null ? behind(selected) : inFrontOf(first, before.index);
  const place = freePlace(document, wanted);
  const wanting = (id: string): readonly PipelineEdge[] =>
    before === null
      ? selected.flatMap((node) =>
          descriptor.inputs.map((port) => ({ source: node.id, target: id, targetPort: port.id })),
        )
      : [{ source: id, target: first.id, targetPort: before.port }];
  const edges = (id: string): readonly PipelineEdge[] => {
    const node = { id, kind: descriptor.kind, position: place, config: descriptor.defaults };
    return fittingWires(workspace, { ...document, nodes: [...document.nodes, node] }, wanting(id));
  };
  const id = addNode(documents, descriptor, place, edges);
  const isWired = documents.getState().document.edges.some(({ source, target }) => source === id || target === id);
  return { id, wired: isWired };
}

function takesSeveral({ inputs }: NodeDescriptor): boolean {
  return inputs.length > 1 || inputs[0]?.takesMany === true;
}

/** Of the wires wanted those that the rules allow one after the other, one for each source. */
function fittingWires(
  { catalogue, analysis }: Tools,
  document: PipelineDocument,
  wanted: readonly PipelineEdge[],
): readonly PipelineEdge[] {
  const drawn: PipelineEdge[] = [];
  for (const edge of wanted) {
    if (drawn.some(({ source }) => source === edge.source)) continue;
    const open = { ...document, edges: [...document.edges, ...drawn] };
    if (wire(open, catalogue, analysis.getState(), edge).problem === null) drawn.push(edge);
  }
  return drawn;
}

/** The first input of a node that takes one more wire, and which one it is; null where all are taken. */
function openPort({ catalogue, documents }: Tools, node: PipelineNode): { port: string; index: number } | null {
  const taken = documents.getState().document.edges.filter((edge) => edge.target === node.id);
  const inputs = catalogue.byKind.get(node.kind)?.inputs ?? [];
  const index = inputs.findIndex((port) => port.takesMany === true || !taken.some((edge) => portOf(edge) === port.id));
  const port = inputs[index];
  return port === undefined ? null : { port: port.id, index };
}

/** To the right of all of them, half way between the highest and the lowest. */
function behind(nodes: readonly PipelineNode[]): Point {
  const ys = nodes.map(({ position }) => position.y);
  const right = Math.max(...nodes.map(({ position }) => position.x));
  return { x: right + nodeSize.width + gap, y: (Math.min(...ys) + Math.max(...ys)) / 2 };
}

/** To the left of a node, lower for a lower one of its inputs. */
function inFrontOf({ position }: PipelineNode, port: number): Point {
  return { x: position.x - nodeSize.width - gap, y: position.y + port * (nodeSize.height + gridPx * 4) };
}

function fromTop(a: PipelineNode, b: PipelineNode): number {
  return a.position.y - b.position.y || a.position.x - b.position.x;
}

function fromCentre(centre: Point): Point {
  return { x: centre.x - nodeSize.width / 2, y: centre.y - nodeSize.height / 2 };
}

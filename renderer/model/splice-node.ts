/** A node that stands by itself, put into the middle of a wire. */
import type { PipelineEdge } from '../../engine/pipeline/document.ts';
import { type Point, tidyEdge } from './document-edits.ts';
import { edgeId } from './edge-id.ts';
import { fitsIntoWire } from './splice.ts';
import { wire } from './wiring.ts';
import type { Workspace } from './workspace.ts';

type Tools = Pick<Workspace, 'documents' | 'catalogue' | 'analysis'>;

/** Whether a node without wires can be put into a wire. */
export function canSplice(tools: Tools, nodeId: string, wireId: string): boolean {
  return wiresThrough(tools, nodeId, wireId) !== null;
}

/** Puts a node without wires into a wire, at `place`. One undo step. @returns false where the rules do not allow it */
export function spliceNode(tools: Tools, nodeId: string, wireId: string, place: Point): boolean {
  const made = wiresThrough(tools, nodeId, wireId);
  if (made === null) return false;
  tools.documents.edit((draft) => {
    draft.edges = [...draft.edges.filter((edge) => edgeId(edge) !== wireId), ...made.map(tidyEdge)];
    const node = draft.nodes.find(({ id }) => id === nodeId);
    if (node !== undefined) node.position = { x: place.x, y: place.y };
  });
  return true;
}

/** The two wires in the place of the one; null where they are not allowed. */
function wiresThrough(
  { documents, catalogue, analysis }: Tools,
  nodeId: string,
  wireId: string,
): readonly [PipelineEdge, PipelineEdge] | null {
  const { document } = documents.getState();
  const node = document.nodes.find(({ id }) => id === nodeId);
  const cut = document.edges.find((edge) => edgeId(edge) === wireId);
  const descriptor = catalogue.byKind.get(node?.kind ?? '');
  const port = descriptor?.inputs[0]?.id;
  if (cut === undefined || descriptor === undefined || port === undefined || !fitsIntoWire(descriptor)) return null;
  if (document.edges.some(({ source, target }) => source === nodeId || target === nodeId)) return null;
  const into: PipelineEdge = { source: cut.source, target: nodeId, targetPort: port };
  const onward: PipelineEdge = { ...cut, source: nodeId };
  const open = { ...document, edges: document.edges.filter((edge) => edge !== cut) };
  const allows = (edge: PipelineEdge): boolean => wire(open, catalogue, analysis.getState(), edge).problem === null;
  return allows(into) && allows(onward) ? [into, onward] : null;
}

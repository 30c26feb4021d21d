/** Which wires can be drawn: the engine's rule, asked for a whole set of ends at once so that a drag asks nothing. */
import { type ConnectionProblem, connectionProblem } from '../../engine/nodes/connection.ts';
import { DEFAULT_PORT, type PipelineDocument, type PipelineEdge } from '../../engine/pipeline/document.ts';
import { type AnalysisState, outputColumns } from './analysis-store.ts';
import type { Catalogue } from './catalogue.ts';
import { edgeId } from './edge-id.ts';

export interface PossibleWire {
  readonly edge: PipelineEdge;
  /** Why it cannot be drawn; null when it can. */
  readonly problem: ConnectionProblem | null;
}

/** Every wire that could start at `nodeId`, to each input of each other node. */
export function wiresFrom(
  document: PipelineDocument,
  catalogue: Catalogue,
  analysis: AnalysisState,
  nodeId: string,
): readonly PossibleWire[] {
  return document.nodes.flatMap((target) =>
    target.id === nodeId
      ? []
      : portsOf(catalogue, target.kind).map((port) =>
          wire(document, catalogue, analysis, { source: nodeId, target: target.id, targetPort: port }),
        ),
  );
}

/** Every wire that could end at `nodeId`, from each other node to each of its inputs. */
export function wiresInto(
  document: PipelineDocument,
  catalogue: Catalogue,
  analysis: AnalysisState,
  nodeId: string,
): readonly PossibleWire[] {
  const node = document.nodes.find((each) => each.id === nodeId);
  if (node === undefined) return [];
  return portsOf(catalogue, node.kind).flatMap((port) =>
    document.nodes.flatMap((source) =>
      source.id === nodeId || catalogue.byKind.get(source.kind)?.output == null
        ? []
        : [wire(document, catalogue, analysis, { source: source.id, target: nodeId, targetPort: port })],
    ),
  );
}

/** One wire, judged against a document in which the wire `without` (one that is being drawn anew) is not there. */
export function wire(
  document: PipelineDocument,
  catalogue: Catalogue,
  analysis: AnalysisState,
  edge: PipelineEdge,
  without?: string,
): PossibleWire {
  const judged =
    without === undefined
      ? document
      : { ...document, edges: document.edges.filter((each) => edgeId(each) !== without) };
  const problem = connectionProblem(judged, catalogue.byKind, edge, (id) => outputColumns(analysis, id));
  // A port that takes many wires takes only one from each node: wires are told apart by their ends.
  const { source, target } = edge;
  const port = portOf(edge);
  // Asked for each node that a wire could come from: ids of all wires would take longer than all the rest.
  const isThere = judged.edges.some(
    (each) => each.source === source && each.target === target && portOf(each) === port,
  );
  if (problem !== null || !isThere) return { edge, problem };
  const params = { node: edge.target, port: portOf(edge), other: edge.source };
  return { edge, problem: { code: 'PIP-025', params } };
}

/**
 * The wire between two nodes that the rules allow: to `port`, or to the first input that takes it.
 *
 * @param without a wire that is being drawn anew
 */
export function fittingPort(
  document: PipelineDocument,
  catalogue: Catalogue,
  analysis: AnalysisState,
  ends: { readonly source: string; readonly target: string },
  port: string | null,
  without?: string,
): PipelineEdge | null {
  const kind = document.nodes.find((node) => node.id === ends.target)?.kind ?? '';
  for (const targetPort of port === null ? portsOf(catalogue, kind) : [port]) {
    const edge = { ...ends, targetPort };
    if (wire(document, catalogue, analysis, edge, without).problem === null) return edge;
  }
  return null;
}

function portsOf(catalogue: Catalogue, kind: string): readonly string[] {
  return catalogue.byKind.get(kind)?.inputs.map((port) => port.id) ?? [];
}

/** The port of an edge, the default one where it names none. */
export function portOf(edge: PipelineEdge): string {
  return edge.targetPort ?? DEFAULT_PORT;
}

/** A wire that takes the place of the one at an input which takes no more. */
import type { PipelineDocument, PipelineEdge } from '../../engine/pipeline/document.ts';
import { edgeId } from './edge-id.ts';
import { setEdges } from './set-edges.ts';
import { portOf, wire } from './wiring.ts';
import type { Workspace } from './workspace.ts';

export interface WireEnds {
  readonly source: string;
  readonly target: string;
}

/** A wire in the place of another. */
export interface Replacement {
  readonly gone: PipelineEdge;
  /** All wires as they are afterwards. */
  readonly edges: readonly PipelineEdge[];
}

/**
 * What a wire to a taken input would replace; null where the rules allow no wire there either way.
 *
 * @param port the input; null for the first that could be had
 * @param without a wire that is being drawn anew
 */
export function replacementFor(
  { documents, catalogue, analysis }: Pick<Workspace, 'documents' | 'catalogue' | 'analysis'>,
  ends: WireEnds,
  port: string | null,
  without?: string,
): Replacement | null {
  const { document } = documents.getState();
  const kind = document.nodes.find((node) => node.id === ends.target)?.kind ?? '';
  const ports = port === null ? (catalogue.byKind.get(kind)?.inputs.map(({ id }) => id) ?? []) : [port];
  for (const targetPort of ports) {
    const gone = document.edges.find(
      (edge) => edge.target === ends.target && portOf(edge) === targetPort && edge.source !== ends.source,
    );
    if (gone === undefined) continue;
    const goes = new Set([edgeId(gone), ...(without === undefined ? [] : [without])]);
    const kept: PipelineDocument = { ...document, edges: document.edges.filter((edge) => !goes.has(edgeId(edge))) };
    const made = { ...ends, targetPort };
    if (wire(kept, catalogue, analysis.getState(), made).problem !== null) continue;
    return { gone, edges: [...kept.edges, made] };
  }
  return null;
}

/**
 * Draws a wire to a taken input, in the place of the one that is there (see `replacementFor`). One undo step.
 *
 * @returns the wire that had to go; null where nothing has changed
 */
export function replaceWire(
  workspace: Pick<Workspace, 'documents' | 'catalogue' | 'analysis'>,
  ends: WireEnds,
  port: string | null,
  without?: string,
): PipelineEdge | null {
  const found = replacementFor(workspace, ends, port, without);
  if (found !== null) setEdges(workspace.documents, [...found.edges]);
  return found?.gone ?? null;
}

import { DEFAULT_PORT, type PipelineEdge } from '../../engine/pipeline/document.ts';

/** Edges have no id of their own; the two ends and the port make one, since a port takes one wire. */
export function edgeId(edge: PipelineEdge): string {
  return JSON.stringify([edge.source, edge.target, edge.targetPort ?? DEFAULT_PORT]);
}

import type { ErrorCode } from '../base/errors/catalogue.ts';
import type { ErrorParams } from '../base/errors/entry.ts';
import { DEFAULT_PORT, type PipelineDocument, type PipelineEdge } from '../pipeline/document.ts';
import type { ColumnSummary } from './analysis.ts';
import type { NodeDescriptor, PortCarries } from './descriptor.ts';

export interface ConnectionProblem {
  readonly code: ErrorCode;
  readonly params: ErrorParams;
}

/**
 * Why a wire cannot be drawn, or null when it can: the one rule for the canvas (while dragging) and for analysis.
 *
 * @param document the pipeline without the wire
 * @param kinds the catalogue, by kind
 * @param edge the wire in question
 * @param outputOf columns of a node's output where analysis knows them, else null
 */
export function connectionProblem(
  document: Pick<PipelineDocument, 'nodes' | 'edges'>,
  kinds: ReadonlyMap<string, NodeDescriptor>,
  edge: PipelineEdge,
  outputOf: (nodeId: string) => readonly ColumnSummary[] | null = () => null,
): ConnectionProblem | null {
  const source = document.nodes.find((node) => node.id === edge.source);
  const target = document.nodes.find((node) => node.id === edge.target);
  if (source === undefined) return { code: 'PIP-020', params: { node: edge.source } };
  if (target === undefined) return { code: 'PIP-020', params: { node: edge.target } };
  const from = kinds.get(source.kind);
  const to = kinds.get(target.kind);
  if (from === undefined || to === undefined) return null; // an unknown kind is reported once, at its node
  if (edge.source === edge.target) return { code: 'PIP-024', params: { nodes: [edge.source] } };
  if (from.output === null) return { code: 'PIP-021', params: { node: source.id, kind: source.kind } };
  if (to.inputs.length === 0) return { code: 'PIP-022', params: { node: target.id, kind: target.kind } };

  const portId = edge.targetPort ?? DEFAULT_PORT;
  const port = to.inputs.find((candidate) => candidate.id === portId);
  if (port === undefined) {
    return { code: 'PIP-023', params: { node: target.id, port: portId, ports: to.inputs.map((input) => input.id) } };
  }
  const taken = document.edges.find(
    (other) => other.target === edge.target && (other.targetPort ?? DEFAULT_PORT) === portId,
  );
  if (taken !== undefined && port.takesMany !== true) {
    return { code: 'PIP-025', params: { node: target.id, port: portId, other: taken.source } };
  }
  const cycle = pathBetween(document.edges, edge.target, edge.source);
  if (cycle !== null) return { code: 'PIP-024', params: { nodes: cycle } };

  const carries = carriedBy(from, source.config);
  if (!port.accepts.includes(carries)) {
    return carries === 'records'
      ? { code: 'PIP-026', params: { node: source.id, target: target.id } }
      : { code: 'PIP-027', params: { node: source.id, target: target.id } };
  }
  const columns = outputOf(source.id);
  if (port.needsType !== undefined && columns !== null && !columns.some((column) => column.type === port.needsType)) {
    return { code: 'PIP-028', params: { node: source.id, target: target.id, type: port.needsType } };
  }
  return null;
}

/** What leaves a node of this kind with this config. */
export function carriedBy(kind: NodeDescriptor, config: Readonly<Record<string, unknown>>): PortCarries {
  if (kind.output === 'by-format') return config.format === 'text' ? 'rows' : 'records';
  return kind.output === 'records' ? 'records' : 'rows';
}

/** Node ids on a way along edges from `start` to `goal`, both included; null when there is none. */
function pathBetween(edges: readonly PipelineEdge[], start: string, goal: string): string[] | null {
  const targets = new Map<string, string[]>();
  for (const { source, target } of edges) targets.set(source, [...(targets.get(source) ?? []), target]);
  const cameFrom = new Map<string, string | null>([[start, null]]);
  const waiting = [start];
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    if (at === goal) {
      const path: string[] = [];
      for (let step: string | null | undefined = at; step != null; step = cameFrom.get(step)) path.unshift(step);
      return path;
    }
    for (const next of targets.get(at) ?? []) {
      if (cameFrom.has(next)) continue;
      cameFrom.set(next, at);
      waiting.push(next);
    }
  }
  return null;
}

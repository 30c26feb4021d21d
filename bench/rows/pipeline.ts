/** Pipeline documents in few words. */

export interface NodeSpec {
  readonly id: string;
  readonly kind: string;
  readonly config: Readonly<Record<string, unknown>>;
}

export interface FieldSpec {
  readonly name: string;
  readonly type: string;
}

/** A document whose nodes follow one another, ending in a memory sink with a table `result`. */
export function pipeline(nodes: readonly NodeSpec[], outputMode: 'complete' | 'update' = 'complete'): unknown {
  return pipelineInto(nodes, { id: 'table', kind: 'memory-sink', config: { queryName: 'result', outputMode } });
}

/** The same ending in another sink. `settings` are those of the document. */
export function pipelineInto(
  nodes: readonly NodeSpec[],
  sink: NodeSpec,
  settings: Readonly<Record<string, string>> = {},
): unknown {
  const all = [...nodes, sink];
  return graph('Bench', all, inARow(all), settings);
}

export type Edge = readonly [source: string, target: string, targetPort?: string];

/** A document of any shape. `settings` are those of the document. */
export function graph(
  name: string,
  nodes: readonly NodeSpec[],
  edges: readonly Edge[],
  settings: Readonly<Record<string, string>> = {},
): unknown {
  return {
    format: 'millrace.pipeline',
    version: 1,
    name,
    settings: { mode: 'streaming', timeZone: 'UTC', ...settings },
    nodes: nodes.map((node, i) => ({ ...node, position: { x: 240 * i, y: 0 } })),
    edges: edges.map(([source, target, targetPort]) => ({ source, target, ...(targetPort && { targetPort }) })),
  };
}

/** Wires from each node to the next. */
export function inARow(nodes: readonly NodeSpec[]): Edge[] {
  return nodes.slice(1).map((node, i) => [nodes[i]?.id ?? '', node.id]);
}

/** A file source with its columns. */
export function files(
  path: string,
  fields: readonly FieldSpec[],
  config: Readonly<Record<string, unknown>> = { format: 'json' },
): NodeSpec[] {
  return [
    { id: 'events', kind: 'file-source', config: { path, ...config } },
    { id: 'typed', kind: 'schema', config: { fields } },
  ];
}

export const labFields: readonly FieldSpec[] = [
  { name: 'time', type: 'timestamp' },
  { name: 'action', type: 'string' },
];

/** The lab's count: events by action and hour. */
export const hourlyCounts: readonly NodeSpec[] = [
  { id: 'hourly', kind: 'window', config: { type: 'tumbling', timeColumn: 'time', duration: '1 hour' } },
  {
    id: 'counts',
    kind: 'group-by',
    config: { keys: ['action', 'window'], aggregates: [{ function: 'count' }] },
  },
];

/** The lab's pipeline over a file or folder of its events. */
export function labPipeline(path: string): unknown {
  return pipeline([...files(path, labFields), ...hourlyCounts]);
}

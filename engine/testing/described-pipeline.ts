/** Pipelines over files, as short as tests need them, and what a checkpoint would remember of their queries. */
import { must } from '../base/assert.ts';
import { loadExpressionParser } from '../expression/parse-expression.ts';
import { settingsByKind } from '../nodes/catalogue.ts';
import { lowerGraph } from '../nodes/lower-graph.ts';
import { checkDocument } from '../pipeline/read-document.ts';
import { describeQuery } from '../plan/describe-query.ts';
import type { QueryDescription } from '../plan/query-description.ts';

export type Config = Readonly<Record<string, unknown>>;
export type Node = readonly [id: string, kind: string, config: Config];
export type Edge = readonly [source: string, target: string, port?: string];

export interface Pipeline {
  readonly nodes: readonly Node[];
  readonly edges: readonly Edge[];
}

/** Columns of every source. */
export const fields = [
  { name: 'id', type: 'bigint' },
  { name: 'key', type: 'string' },
  { name: 'time', type: 'timestamp' },
  { name: 'value', type: 'double' },
];

/** Nodes one behind another, from a file source on. */
export function chain(...nodes: readonly Node[]): Pipeline {
  const all: Node[] = [
    ['in', 'file-source', { path: '/in', format: 'json' }],
    ['typed', 'schema', { fields }],
    ['late', 'watermark', { timeColumn: 'time', delay: '1 minute' }],
    ...nodes,
  ];
  return { nodes: all, edges: all.slice(1).map(([id], at): Edge => [must(all[at], 'a node')[0], id]) };
}

/** What a checkpoint would remember of a pipeline's only query. */
export async function described(
  { nodes, edges }: Pipeline,
  labels?: ReadonlyMap<string, string>,
): Promise<QueryDescription> {
  await loadExpressionParser();
  const read = checkDocument(
    {
      format: 'millrace.pipeline',
      version: 1,
      name: 'test',
      settings: { mode: 'streaming', timeZone: 'UTC' },
      nodes: nodes.map(([id, kind, config], x) => ({ id, kind, config, position: { x, y: 0 } })),
      edges: edges.map(([source, target, targetPort]) => ({ source, target, ...(targetPort && { targetPort }) })),
    },
    settingsByKind,
  );
  const { analysis, queries } = lowerGraph(read, { isStreaming: true, resolvePath: (path) => path });
  const [found] = analysis.diagnostics.filter(({ severity }) => severity === 'error');
  if (found !== undefined) throw new Error(`${found.code}: ${found.message}`);
  return describeQuery(must(queries[0], 'a query'), labels);
}

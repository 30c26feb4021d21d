import type { RandomPipeline } from './pipeline-shape.ts';
import { FIELDS, type RandomNode, type RandomRows } from './random-nodes.ts';

interface DocumentNode {
  readonly id: string;
  readonly kind: string;
  readonly position: { readonly x: number; readonly y: number };
  readonly config: Readonly<Record<string, unknown>>;
}

/** The pipeline as a file, with `mode` and, where given, other rows for its sources. */
export function toDocument(
  pipeline: RandomPipeline,
  mode: 'batch' | 'streaming' = 'streaming',
  sources: readonly RandomRows[] = pipeline.sources,
): Record<string, unknown> {
  const nodes: DocumentNode[] = [];
  const edges: { source: string; target: string; targetPort?: string }[] = [];
  const add = (id: string, kind: string, config: DocumentNode['config']): string => {
    nodes.push({ id, kind, position: { x: nodes.length * 240, y: 0 }, config });
    return id;
  };
  const chain = (from: string, steps: readonly RandomNode[], prefix: string): string =>
    steps.reduce((source, { kind, config }, index) => {
      const id = add(`${prefix}${index}`, kind, config);
      edges.push({ source, target: id });
      return id;
    }, from);
  const ends = sources.map((batches, index) => {
    const source = add(`rows${index}`, 'rows-source', { fields: FIELDS, batches });
    return chain(source, pipeline.before[index] ?? [], `in${index}-`);
  });
  const { meeting } = pipeline;
  let end = ends[0] ?? '';
  if (meeting !== null) {
    end = add('meeting', meeting.kind, meeting.config);
    ends.forEach((source, index) => {
      const ports = meeting.kind === 'join' ? { targetPort: index === 0 ? 'left' : 'right' } : {};
      edges.push({ source, target: end, ...ports });
    });
  }
  const { after, outputMode, branches } = pipeline;
  [{ after, outputMode }, ...branches].forEach((branch, index) => {
    const suffix = index === 0 ? '' : String(index);
    const last = chain(end, branch.after, `out${suffix}-`);
    const sink = add(`sink${suffix}`, 'memory-sink', {
      queryName: `random${suffix}`,
      outputMode: branch.outputMode,
    });
    edges.push({ source: last, target: sink });
  });
  return {
    format: 'millrace.pipeline',
    version: 1,
    name: 'A random pipeline',
    settings: { mode, timeZone: 'UTC' },
    nodes,
    edges,
  };
}

/**
 * The batch query in DuckDB's SQL over a table `rows0`, or null where a step has no such form.
 */
export function toSql(pipeline: RandomPipeline): string | null {
  if (pipeline.meeting !== null) return null;
  const steps = [...(pipeline.before[0] ?? []), ...pipeline.after];
  let query = 'select * from rows0';
  for (const { sql } of steps) {
    if (sql === null) return null;
    query = sql.replace('from it', `from (${query}) it`);
  }
  return query;
}

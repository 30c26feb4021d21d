import { isAbsolute, relative } from 'node:path';
import { type Diagnostic, diagnostic } from '../base/errors/diagnostic.ts';
import { operatorsOf, type QueryPlan, type SinkPlan } from '../plan/logical-plan.ts';
import { checkWriterOptions } from './file/writer-options.ts';

type FileSinkPlan = Extract<SinkPlan, { type: 'file' }>;

/**
 * What only the sinks know of the queries' settings: writer options by format, and folders that get in one another's way. No two sinks
 * write into one folder (EXE-127) or one within the other (EXE-196), and no data is written to or read from a checkpoint (EXE-197).
 * A source that reads what a sink of the same document writes is welcome. Looks at no file.
 */
export function checkSinks(queries: readonly QueryPlan[]): Diagnostic[] {
  const sinks = queries.flatMap(({ sink }) => (sink.type === 'file' ? [sink] : []));
  const options = sinks.flatMap((sink) =>
    checkWriterOptions(sink.format, sink.options).map(({ code, params, setting, severity }) =>
      diagnostic(code, { nodeId: sink.nodeId, setting }, params, severity),
    ),
  );
  return [...options, ...sharedFolders(sinks), ...nestedFolders(sinks), ...dataInCheckpoints(queries, sinks)];
}

function sharedFolders(sinks: readonly FileSinkPlan[]): Diagnostic[] {
  return sinks.flatMap((sink) => {
    const others = sinks.filter((other) => depthWithin(other.path, sink.path) === 0);
    if (others.length < 2) return [];
    const nodes = others.map(({ nodeId }) => nodeId);
    return [diagnostic('EXE-127', { nodeId: sink.nodeId, setting: 'path' }, { path: sink.path, nodes })];
  });
}

function nestedFolders(sinks: readonly FileSinkPlan[]): Diagnostic[] {
  return sinks.flatMap((sink) => {
    const outer = sinks.find((other) => (depthWithin(sink.path, other.path) ?? 0) > 0);
    if (outer === undefined) return [];
    const params = { node: sink.nodeId, path: sink.path, outer: outer.nodeId, folder: outer.path };
    return [diagnostic('EXE-196', { nodeId: sink.nodeId, setting: 'path' }, params)];
  });
}

function dataInCheckpoints(queries: readonly QueryPlan[], sinks: readonly FileSinkPlan[]): Diagnostic[] {
  const checkpoints = queries.flatMap(({ checkpointLocation }) => checkpointLocation ?? []);
  const sources = queries.flatMap(({ plan }) =>
    operatorsOf(plan).flatMap((operator) => (operator.op === 'file-scan' ? [operator] : [])),
  );
  // A source that several queries read is told of once.
  const nodes = new Map([...sources, ...sinks].map(({ nodeId, path }) => [nodeId, path]));
  return [...nodes].flatMap(([node, path]) => {
    const folder = checkpoints.find((checkpoint) => depthWithin(path, checkpoint) !== null);
    if (folder === undefined) return [];
    return [diagnostic('EXE-197', { nodeId: node, setting: 'path' }, { node, path, folder })];
  });
}

/** How many folders `path` lies below `folder`; 0 for the folder itself, null where it lies elsewhere. */
function depthWithin(path: string, folder: string): number | null {
  const way = relative(folder, path);
  if (way === '') return 0;
  const steps = way.split(/[/\\]/);
  return steps[0] === '..' || isAbsolute(way) ? null : steps.length;
}

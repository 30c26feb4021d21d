import { type Diagnostic, diagnostic } from '../base/errors/diagnostic.ts';
import type { QueryPlan, SinkPlan } from '../plan/logical-plan.ts';
import { checkWriterOptions } from './file/writer-options.ts';

type FileSinkPlan = Extract<SinkPlan, { type: 'file' }>;

/**
 * What only the sinks know of the queries' settings: writer options by format, and that no two write into one folder
 * (EXE-127). Looks at no file.
 */
export function checkSinks(queries: readonly QueryPlan[]): Diagnostic[] {
  const sinks = queries.flatMap(({ sink }) => (sink.type === 'file' ? [sink] : []));
  const options = sinks.flatMap((sink) =>
    checkWriterOptions(sink.format, sink.options).map(({ code, params, setting, severity }) =>
      diagnostic(code, { nodeId: sink.nodeId, setting }, params, severity),
    ),
  );
  return [...options, ...sharedFolders(sinks)];
}

function sharedFolders(sinks: readonly FileSinkPlan[]): Diagnostic[] {
  return sinks.flatMap((sink) => {
    const others = sinks.filter((other) => folderOf(other) === folderOf(sink));
    if (others.length < 2) return [];
    const nodes = others.map(({ nodeId }) => nodeId);
    return [diagnostic('EXE-127', { nodeId: sink.nodeId, setting: 'path' }, { path: sink.path, nodes })];
  });
}

function folderOf({ path }: FileSinkPlan): string {
  return path.replace(/(?<=.)[/\\]+$/, '');
}

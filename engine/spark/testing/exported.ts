import { settingsByKind } from '../../nodes/catalogue.ts';
import { lowerGraph } from '../../nodes/lower-graph.ts';
import type { PipelineDocument } from '../../pipeline/document.ts';
import { checkDocument } from '../../pipeline/read-document.ts';
import { exportPySpark, type WrittenProgram } from '../export-pyspark.ts';

/** The program of a pipeline in `/work/pipelines` for a file in `programDirectory`, or the codes that refuse it. */
export function exported(
  document: PipelineDocument,
  programDirectory = '/work/pipelines',
): {
  readonly program: string;
  readonly lines: WrittenProgram['lines'];
  readonly refused: readonly string[];
} {
  const baseDirectory = '/work/pipelines';
  const read = checkDocument(document, settingsByKind);
  const isStreaming = document.settings.mode === 'streaming';
  const graph = lowerGraph(read, { isStreaming, resolvePath: (path) => `${baseDirectory}/${path}` });
  const errors = graph.analysis.diagnostics.filter(({ severity }) => severity === 'error');
  if (errors.length > 0 || read.document === null)
    throw new Error(errors.map(({ code, message }) => `${code} ${message}`).join('\n'));
  const { queries } = graph;
  const result = exportPySpark({
    document: read.document,
    queries,
    isStreaming,
    baseDirectory,
    programDirectory,
    separator: '/',
  });
  return result.ok
    ? { program: result.value.text, lines: result.value.lines, refused: [] }
    : { program: '', lines: [], refused: result.error.map(({ code, at }) => `${code} ${at.nodeId}`) };
}

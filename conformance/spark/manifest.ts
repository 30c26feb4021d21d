/** What the Spark driver needs of each case: the exported program, and the steps that feed it. */
import { settingsByKind } from '../../engine/nodes/catalogue.ts';
import { lowerGraph } from '../../engine/nodes/lower-graph.ts';
import type { PipelineSettings } from '../../engine/pipeline/document.ts';
import { checkDocument } from '../../engine/pipeline/read-document.ts';
import { exportPySpark } from '../../engine/spark/export-pyspark.ts';
import { fromFiles } from '../case-files.ts';
import type { CaseFile, ConformanceCase } from '../case-format.ts';
import { type CaseDocument, type CaseNode, stepsOf } from '../steps.ts';

/** Stands in programs for the folder that the driver gives a case. */
const FOLDER = '/@FOLDER@';

export interface DriverCase {
  readonly id: string;
  readonly program: string;
  readonly mode: 'batch' | 'streaming';
  readonly timeZone: string;
  /** Spark settings of the session, by name. */
  readonly conf: Readonly<Record<string, string>>;
  readonly sinks: readonly {
    readonly nodeId: string;
    readonly outputMode: string;
    readonly trigger: string;
    /** The format of a file sink; null for others. */
    readonly fileFormat: string | null;
  }[];
  readonly steps: Readonly<Record<string, readonly (readonly CaseFile[])[]>>;
  /** Sources whose files are all there from the start. */
  readonly static: readonly string[];
  readonly runs: readonly { readonly from: number; readonly to: number; readonly restarts: boolean }[];
}

/** The case for the driver. Throws where its pipeline cannot be exported. */
export function driverCase({ id, document, expected }: ConformanceCase): DriverCase {
  const pipeline = document as CaseDocument & { readonly settings: PipelineSettings };
  const { files, runs } = stepsOf(pipeline, expected ?? {});
  const isStreaming = pipeline.settings.mode === 'streaming';
  const sinks = pipeline.nodes.filter(({ kind }) => kind.endsWith('-sink')).map(driverSink);
  const lowered = readAndLower(placed(pipeline, expected?.files ?? {}), isStreaming);
  // Where analysis gives no plan there are no rows for the program to write: then it reads the driver's files.
  const { read, queries } =
    lowered.queries.length === sinks.length
      ? lowered
      : readAndLower(fromFiles(pipeline, FOLDER, { files, runs }), isStreaming);
  const program = exportPySpark({
    document: read,
    queries,
    isStreaming,
    baseDirectory: FOLDER,
    programDirectory: FOLDER,
    separator: '/',
  });
  if (!program.ok) throw new Error(program.error.map(({ message }) => message).join('; '));
  return {
    id,
    program: program.value.text,
    mode: pipeline.settings.mode,
    timeZone: pipeline.settings.timeZone,
    conf: confOf(pipeline.settings),
    sinks,
    steps: Object.fromEntries(files),
    static: pipeline.nodes.filter(({ config }) => config.static === true).map((node) => node.id),
    runs,
  };
}

function readAndLower(document: CaseDocument, isStreaming: boolean) {
  const read = checkDocument(document, settingsByKind);
  if (read.document === null) throw new Error('its pipeline file cannot be read');
  return { read: read.document, queries: lowerGraph(read, { isStreaming, resolvePath: (path) => path }).queries };
}

/** A sink by its settings: of a pipeline that is refused there may be no plan. */
function driverSink({ id, kind, config }: CaseNode): DriverCase['sinks'][number] {
  const {
    outputMode = 'append',
    trigger,
    format,
  } = config as {
    readonly outputMode?: string;
    readonly trigger?: { readonly type: string };
    readonly format?: string;
  };
  const fileFormat = kind === 'file-sink' ? (format ?? null) : null;
  return { nodeId: id, outputMode, trigger: trigger?.type ?? 'default', fileFormat };
}

/** The pipeline with its file sources reading where the driver writes. */
function placed(document: CaseDocument, files: Readonly<Record<string, unknown>>): CaseDocument {
  const nodes = document.nodes.map((node) =>
    files[node.id] === undefined ? node : { ...node, config: { ...node.config, path: `${FOLDER}/${node.id}` } },
  );
  return { ...document, nodes };
}

function confOf({ watermarkPolicy, noDataMicroBatches }: PipelineSettings): Record<string, string> {
  return {
    ...(watermarkPolicy === undefined ? {} : { 'spark.sql.streaming.multipleWatermarkPolicy': watermarkPolicy }),
    ...(noDataMicroBatches === undefined
      ? {}
      : { 'spark.sql.streaming.noDataMicroBatches.enabled': String(noDataMicroBatches) }),
  };
}

/**
 * The schema of a file source's data as Spark would infer it, from its beginning: the first files of the source, the first records of
 * each. Reading is here and in `read-samples.ts`; what the records say is worked out by pure functions beside them. Columns of JSON
 * keep the order of their first appearance, where Spark sorts them by name: they bind by name, and people know them in that order.
 * All of it gives way to the event loop every 10 ms, or behind a longer record: 4 MB at most, what is read of a file.
 */
import { type Diagnostic, diagnostic } from '../../base/errors/diagnostic.ts';
import { EngineError } from '../../base/errors/engine-error.ts';
import type { Pacing } from '../../base/pacing.ts';
import { parseDataType, printDataType } from '../../types/data-type-text.ts';
import { type JsonValue, toJsonValue } from '../../types/json-value.ts';
import type { Field, Schema } from '../../types/schema.ts';
import type { FileFormat } from '../file/file-source-settings.ts';
import { partitionType } from '../file/partition-columns.ts';
import { undeclaredPartitions } from '../file/partition-folders.ts';
import { checkReaderOptions } from '../file/reader-options.ts';
import { Pacer } from '../pacer.ts';
import { alternativesOf } from './alternatives.ts';
import { decodeSamples, scanSettings } from './decode-samples.ts';
import { guessFormat } from './guess-format.ts';
import { inferCsv } from './infer-csv.ts';
import { inferJson } from './infer-json.ts';
import { inferParquet } from './infer-parquet.ts';
import type { InferredColumns } from './inferred-columns.ts';
import { readSamples, type Sample, sampleFiles } from './read-samples.ts';

interface Request {
  /** Absolute. */
  readonly source: string;
  readonly format?: FileFormat | undefined;
  readonly options?: Readonly<Record<string, string>> | undefined;
  readonly fields?: readonly { readonly name: string; readonly type: string }[] | undefined;
}

interface FieldFound {
  readonly name: string;
  readonly type: string;
  readonly nullable: boolean;
  readonly alternatives: readonly string[];
}

/** `InferredSchema` of the session's shapes. */
interface SchemaFound {
  readonly format: FileFormat;
  readonly options: Readonly<Record<string, string>>;
  readonly fields: readonly FieldFound[];
  readonly rows: readonly (readonly JsonValue[])[];
  readonly sampledFiles: number;
  readonly sampledRows: number;
  readonly isComplete: boolean;
  readonly findings: readonly Diagnostic[];
}

const PREVIEW_ROWS = 50;

/** See the head of this file. Never throws for what is wrong with the data, its place or the options: these are findings. */
export async function inferSchema(request: Request): Promise<SchemaFound> {
  const nothing = {
    format: request.format ?? 'json',
    options: {},
    fields: [],
    rows: [],
    sampledFiles: 0,
    sampledRows: 0,
    isComplete: false,
  } as const;
  try {
    const options = request.options ?? {};
    const wrong = checkReaderOptions(request.format ?? 'csv', options, false).filter(
      ({ severity }) => severity === 'error' && request.format !== undefined,
    );
    if (wrong.length > 0) {
      return { ...nothing, findings: wrong.map(({ code, params, setting }) => diagnostic(code, { setting }, params)) };
    }
    return await inferFrom(request, options);
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    return { ...nothing, findings: [diagnostic(error.code, {}, error.params)] };
  }
}

async function inferFrom(request: Request, given: Readonly<Record<string, string>>): Promise<SchemaFound> {
  const { files, count } = await sampleFiles(request.source, given);
  const paths = files.map(({ path }) => path);
  const pacer = new Pacer(new AbortController().signal);
  if (files.length === 0) throw new EngineError('SRC-170', { path: request.source });
  const isParquet =
    request.format === 'parquet' || (request.format === undefined && /\.parquet$/i.test(paths[0] ?? ''));
  if (isParquet)
    return finish(request, await inferParquet(files, PREVIEW_ROWS), { paths, count, samples: [], given, pacer });
  const samples = await readSamples(files, pacer);
  const format = request.format ?? (await guessFormat(samples, pacer));
  if (format === 'parquet') {
    return finish(request, await inferParquet(files, PREVIEW_ROWS), { paths, count, samples: [], given, pacer });
  }
  const binary = samples.find(({ isBinary }) => isBinary);
  if (binary !== undefined && given.encoding === undefined && given.charset === undefined) {
    throw new EngineError('SRC-173', { path: binary.path });
  }
  const long = samples.find(({ bytes, isWhole }) => bytes.length === 0 && !isWhole);
  if (long !== undefined) throw new EngineError('SRC-174', { path: long.path });
  return finish(request, await columnsIn(format, samples, given, pacer), { paths, count, samples, given, pacer });
}

async function columnsIn(
  format: Exclude<FileFormat, 'parquet'>,
  samples: readonly Sample[],
  given: Readonly<Record<string, string>>,
  pacer: Pacing,
): Promise<InferredColumns> {
  switch (format) {
    case 'json':
      return inferJson(samples, given, pacer);
    case 'csv':
      return inferCsv(samples, given, pacer);
    case 'text': {
      const type = { kind: 'string' } as const;
      return {
        format,
        options: {},
        columns: [{ name: 'value', type, nullable: true }],
        findings: [],
        rows: null,
        records: null,
      };
    }
  }
}

interface Looked {
  readonly paths: readonly string[];
  /** Files of the source. */
  readonly count: number;
  readonly samples: readonly Sample[];
  readonly given: Readonly<Record<string, string>>;
  readonly pacer: Pacing;
}

async function finish(
  request: Request,
  found: InferredColumns,
  { paths, count, samples, given, pacer }: Looked,
): Promise<SchemaFound> {
  const { format } = found;
  const findings = [...found.findings];
  const options = { ...found.options, ...given };
  const schema = [...found.columns, ...partitionColumns(request.source, paths, found.columns, options)];
  const texts = new Map(request.fields?.map(({ name, type }) => [name, type]));
  const chosen = schema.map((field): Field => {
    const text = texts.get(field.name);
    if (text === undefined) return field;
    const type = parseDataType(text);
    if (type.ok) return { ...field, type: type.value };
    findings.push(diagnostic('SRC-179', {}, { column: field.name, type: text }));
    return field;
  });
  const settings = { path: request.source, format, options };
  const decode = (limit: number) => decodeSamples(scanSettings({ ...settings, schema: chosen }), samples, limit, pacer);
  const preview = found.rows ?? (await decode(PREVIEW_ROWS));
  if (preview.malformed > 0 && request.fields !== undefined) {
    findings.push(diagnostic('SRC-177', {}, { count: preview.malformed, line: preview.firstLine }, 'warning'));
  }
  const sampledRows = found.records ?? (await decode(Number.POSITIVE_INFINITY)).rows.length;
  if (sampledRows === 0) findings.push(diagnostic('SRC-171', {}, { path: request.source }, 'warning'));
  const looked = { settings, schema, samples };
  const alternatives: (readonly string[])[] = [];
  if (samples.length > 0 && format !== 'text') {
    for (const index of schema.keys()) alternatives.push(await alternativesOf(looked, index, pacer));
  }
  return {
    format,
    options: found.options,
    fields: chosen.map((field, index) => ({
      name: field.name,
      type: printDataType(field.type),
      nullable: field.nullable,
      alternatives: alternatives[index] ?? [],
    })),
    rows: preview.rows.map((row) => chosen.map(({ type }, index) => toJsonValue(row[index] ?? null, type))),
    sampledFiles: paths.length,
    sampledRows,
    isComplete: count === paths.length && samples.every(({ isWhole }) => isWhole) && found.isCut !== true,
    findings,
  };
}

/** Columns that `key=value` folders of the files fill: behind the others, as on Spark. */
function partitionColumns(
  source: string,
  paths: readonly string[],
  columns: Schema,
  options: Readonly<Record<string, string>>,
): Field[] {
  const settings = scanSettings({ path: source, format: 'json', options, schema: columns });
  return [...undeclaredPartitions(paths, settings)].flatMap(([name, texts]) => {
    const type = parseDataType(partitionType(texts, settings.timeZone));
    return type.ok ? [{ name, type: type.value, nullable: true }] : [];
  });
}

import type { Pacing } from '../../base/pacing.ts';
import type { Schema } from '../../types/schema.ts';
import type { Row } from '../../types/value.ts';
import type { FileFormat, FileSourceSettings } from '../file/file-source-settings.ts';
import { createDecoderFactory } from '../file/formats/record-decoder.ts';
import type { DecodedRows } from './inferred-columns.ts';
import type { Sample } from './read-samples.ts';

interface Scan {
  readonly path: string;
  readonly format: FileFormat;
  readonly options: Readonly<Record<string, string>>;
  readonly schema: Schema;
  /** The columns that are read; all where it is left out. */
  readonly required?: ReadonlySet<number>;
}

/** A scan of these columns as a source reads it, nothing streaming, nothing limited. */
export function scanSettings({ path, format, options, schema, required }: Scan): FileSourceSettings {
  return {
    nodeId: '',
    schemaNodeId: null,
    path,
    format,
    options,
    mode: 'PERMISSIVE',
    columnNameOfCorruptRecord: '_corrupt_record',
    maxFilesPerTrigger: null,
    maxBytesPerTrigger: null,
    latestFirst: false,
    schema,
    requiredColumns: required ?? null,
    timeZone: options.timeZone ?? 'UTC',
    streaming: false,
  };
}

/** Bytes that are decoded before others may have their turn. */
const STEP_BYTES = 64 * 1024;

/** What the engine's own reader makes of the samples: at most `limit` rows. Gives way; a file that is one record is decoded at once. */
export async function decodeSamples(
  settings: FileSourceSettings,
  samples: readonly Sample[],
  limit: number,
  pacer: Pacing,
): Promise<DecodedRows> {
  const rows: Row[] = [];
  let malformed = 0;
  let firstLine = 0;
  const sink = {
    record: (row: Row | null) => {
      if (row !== null && rows.length < limit) rows.push(row);
    },
    malformed: ({ line }: { readonly line: number }) => {
      if (malformed === 0) firstLine = line;
      malformed++;
    },
  };
  const decoderFor = createDecoderFactory(settings);
  for (const { path, bytes } of samples) {
    if (rows.length >= limit) break;
    const decoder = decoderFor(path);
    for (let from = 0; from < bytes.length && rows.length < limit; from += STEP_BYTES) {
      decoder.push(bytes.subarray(from, from + STEP_BYTES), sink);
      if (pacer.isDue) await pacer.rest();
    }
    if (rows.length < limit) decoder.end(sink);
    if (pacer.isDue) await pacer.rest();
  }
  return { rows, malformed, firstLine };
}

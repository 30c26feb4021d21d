import { parseDataType } from '../../types/data-type-text.ts';
import type { Schema } from '../../types/schema.ts';
import type { FileSourceSettings } from '../file/file-source-settings.ts';
import { createDecoderFactory } from '../file/formats/record-decoder.ts';
import { CollectingSink } from './collecting-sink.ts';

/** A schema from Spark's DDL types by column name. */
export function schemaOf(columns: Readonly<Record<string, string>>): Schema {
  return Object.entries(columns).map(([name, text]) => {
    const type = parseDataType(text);
    if (!type.ok) throw new Error(`no type: ${text}`);
    return { name, type: type.value, nullable: true };
  });
}

/** Settings of a batch JSON source with Spark's defaults. */
export function fileSettings(changes: Partial<FileSourceSettings> = {}): FileSourceSettings {
  return {
    nodeId: 'events',
    schemaNodeId: 'typed',
    path: '/data',
    format: 'json',
    schema: schemaOf({ a: 'int' }),
    requiredColumns: null,
    options: {},
    mode: 'PERMISSIVE',
    columnNameOfCorruptRecord: '_corrupt_record',
    maxFilesPerTrigger: null,
    maxBytesPerTrigger: null,
    latestFirst: false,
    timeZone: 'UTC',
    streaming: false,
    ...changes,
  };
}

/** Decodes one file's content, handed over in chunks of `chunkBytes`. */
export function decodeBytes(
  content: string | Uint8Array,
  changes: Partial<FileSourceSettings> = {},
  chunkBytes = Number.POSITIVE_INFINITY,
  path = '/data/file.json',
): CollectingSink {
  const bytes = typeof content === 'string' ? Buffer.from(content, 'utf8') : content;
  const sink = new CollectingSink();
  const decoder = createDecoderFactory(fileSettings(changes), () => 1_469_501_107_000_000n)(path);
  const step = Math.max(1, Math.min(chunkBytes, bytes.length));
  for (let at = 0; at < bytes.length; at += step) {
    // A copy that is wiped afterwards shows a decoder that keeps bytes which are not its own.
    const chunk = Uint8Array.from(bytes.subarray(at, at + step));
    decoder.push(chunk, sink);
    chunk.fill(0x58);
  }
  decoder.end(sink);
  return sink;
}

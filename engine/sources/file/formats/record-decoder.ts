import { InternalError } from '../../../base/assert.ts';
import { createDateTimeReader } from '../../../types/date-time-reader.ts';
import type { PartitionValue } from '../../file-slice.ts';
import type { RecordSink } from '../../source.ts';
import type { FileSourceSettings } from '../file-source-settings.ts';
import { partitionValuesOf } from '../partition-folders.ts';
import { parseReaderOptions } from '../reader-options.ts';
import { csvDecoders } from './csv/csv-decoder.ts';
import type { LineDecoder, RecordDecoder } from './decoder.ts';
import { type Decoding, makeDecoding } from './decoding.ts';
import { createTranscoder } from './encoding.ts';
import { jsonDecoders, jsonLineDecoder } from './json/json-decoder.ts';
import { textDecoders } from './text/text-decoder.ts';

export type { LineDecoder, RecordDecoder };

/** Micros since 1970 of this moment; only a text that is a time without a date asks for it. */
export type Now = () => bigint;

export const systemNow: Now = () => BigInt(Date.now()) * 1000n;

/** A maker of decoders, one for each file of the source. What does not depend on the file is prepared once. */
export function createDecoderFactory(
  settings: FileSourceSettings,
  now: Now = systemNow,
): (path: string) => RecordDecoder {
  const options = parseReaderOptions(settings.options, settings.timeZone);
  const byPartition = new Map<string, (path: string) => RecordDecoder>();
  return (path) => {
    const partitionValues = partitionValuesOf(path, settings);
    const key = JSON.stringify(partitionValues);
    let make = byPartition.get(key);
    if (make === undefined) {
      make = decodersOf(decodingOf(settings, partitionValues, path, now));
      byPartition.set(key, make);
    }
    const decoder = make(path);
    return options.encoding === null ? decoder : new TranscodedDecoder(decoder, options.encoding);
  };
}

/** A decoder for the lines of JSON files, for whoever frames them himself. */
export function createLineDecoder(settings: FileSourceSettings, now: Now = systemNow): LineDecoder {
  const byPartition = new Map<string, LineDecoder>();
  let lastPath: string | null = null;
  let last: LineDecoder | null = null;
  return {
    decodeLine(bytes, start, end, path, line, sink) {
      if (last === null || path !== lastPath) {
        const partitionValues = partitionValuesOf(path, settings);
        const key = JSON.stringify(partitionValues);
        last = byPartition.get(key) ?? jsonLineDecoder(decodingOf(settings, partitionValues, path, now));
        byPartition.set(key, last);
        lastPath = path;
      }
      last.decodeLine(bytes, start, end, path, line, sink);
    },
  };
}

/** What decoders of files of one partition share. */
export function decodingOf(
  settings: FileSourceSettings,
  partitionValues: readonly PartitionValue[],
  path: string,
  now: Now,
): Decoding {
  const options = parseReaderOptions(settings.options, settings.timeZone);
  // Without the lenient grammar Spark holds dates of CSV to the pattern that it writes them by.
  const isStrict = settings.format === 'csv' && options.enableDateTimeParsingFallback === false;
  const dates = createDateTimeReader({
    ...options,
    dateFormat: options.dateFormat ?? (isStrict ? 'yyyy-MM-dd' : null),
    timeZone: options.timeZone ?? settings.timeZone,
    now,
  });
  return makeDecoding(settings, options, dates, partitionValues, path);
}

function decodersOf(decoding: Decoding): (path: string) => RecordDecoder {
  switch (decoding.settings.format) {
    case 'json':
      return jsonDecoders(decoding);
    case 'csv':
      return csvDecoders(decoding);
    case 'text':
      return textDecoders(decoding);
    case 'parquet':
      throw new InternalError('Parquet files are read whole, not decoded');
  }
}

class TranscodedDecoder implements RecordDecoder {
  readonly #inner: RecordDecoder;
  readonly #transcoder: ReturnType<typeof createTranscoder>;

  constructor(inner: RecordDecoder, encoding: string) {
    this.#inner = inner;
    this.#transcoder = createTranscoder(encoding);
  }

  push(bytes: Uint8Array, sink: RecordSink): void {
    this.#inner.push(this.#transcoder.push(bytes), sink);
  }

  end(sink: RecordSink): void {
    this.#inner.push(this.#transcoder.end(), sink);
    this.#inner.end(sink);
  }
}

import { InternalError, must } from '../../../base/assert.ts';
import type { PartitionValue } from '../../file-slice.ts';
import type { RecordSink } from '../../source.ts';
import type { FileSourceSettings } from '../file-source-settings.ts';
import { partitionValuesOf } from '../partition-folders.ts';
import { parseReaderOptions } from '../reader-options.ts';
import { csvDecoders, csvFileLines } from './csv/csv-decoder.ts';
import type { FileLines, LineDecoder, RecordDecoder } from './decoder.ts';
import { type Decoding, makeDecoding } from './decoding.ts';
import { createTranscoder } from './encoding.ts';
import { jsonDecoders, jsonFileLines } from './json/json-decoder.ts';
import { type Now, recordDates } from './record-dates.ts';
import { textDecoders, textFileLines } from './text/text-decoder.ts';

export type { LineDecoder, Now, RecordDecoder };

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

/** A decoder for the lines of files, for whoever frames them himself; not for `multiLine` and `wholetext`. */
export function createLineDecoder(settings: FileSourceSettings, now: Now = systemNow): LineDecoder {
  return new PartitionedLines(settings, now);
}

class PartitionedLines implements LineDecoder {
  readonly #settings: FileSourceSettings;
  readonly #now: Now;
  readonly #byPartition = new Map<string, (path: string, isAtStart: boolean) => FileLines>();
  #path: string | null = null;
  #file: FileLines | null = null;

  constructor(settings: FileSourceSettings, now: Now) {
    this.#settings = settings;
    this.#now = now;
  }

  get isHeaderDue(): boolean {
    return this.#file?.isHeaderDue ?? false;
  }

  startFile(path: string, isAtStart: boolean): void {
    const partitionValues = partitionValuesOf(path, this.#settings);
    const key = JSON.stringify(partitionValues);
    const open =
      this.#byPartition.get(key) ?? fileLinesOf(decodingOf(this.#settings, partitionValues, path, this.#now));
    this.#byPartition.set(key, open);
    this.#path = path;
    this.#file = open(path, isAtStart);
  }

  decodeLine(bytes: Uint8Array, start: number, end: number, path: string, line: number, sink: RecordSink): void {
    if (path !== this.#path) this.startFile(path, true);
    must(this.#file, 'a file has been started').decodeLine(bytes, start, end, line, sink);
  }
}

/** What decoders of files of one partition share. */
export function decodingOf(
  settings: FileSourceSettings,
  partitionValues: readonly PartitionValue[],
  path: string,
  now: Now,
): Decoding {
  const options = parseReaderOptions(settings.options, settings.timeZone);
  const dates = recordDates(settings.format, options, settings.timeZone, now);
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

function fileLinesOf(decoding: Decoding): (path: string, isAtStart: boolean) => FileLines {
  switch (decoding.settings.format) {
    case 'json':
      return jsonFileLines(decoding);
    case 'csv':
      return csvFileLines(decoding);
    case 'text':
      return () => textFileLines(decoding);
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

import { Readable } from 'node:stream';
import { createGzip } from 'node:zlib';
import type { Disk, FileToWrite } from '../../base/disk.ts';
import { loadParquet } from '../../parquet/load-parquet.ts';
import type { Pace } from '../../parquet/pace.ts';
import type { ParquetEngine } from '../../parquet/parquet-engine.ts';
import type { FileSinkFormat } from '../../plan/logical-plan.ts';
import type { Schema } from '../../types/schema.ts';
import type { Row } from '../../types/value.ts';
import { csvText } from './formats/csv-text.ts';
import { jsonText } from './formats/json-text.ts';
import type { RowText } from './formats/row-text.ts';
import type { Compression, WriterOptions } from './writer-options.ts';

/** Text is gathered up to so many UTF-16 units before it is written. */
const PIECE_LENGTH = 64 * 1024;

/** Writes the files of one sink, all of one format and one schema. */
export interface PartWriter {
  /** What the names of the files end in: `.json`, `.csv.gz`, `.snappy.parquet`. */
  readonly extension: string;
  /** On return the file is whole and on the disk; its name may not be yet. Fails as the disk does; what `pace` throws ends it. */
  write(path: string, rows: readonly Row[], pace: Pace): Promise<void>;
}

export function createPartWriter(
  format: FileSinkFormat,
  schema: Schema,
  options: WriterOptions,
  disk: Disk,
  parquet: ParquetEngine,
): PartWriter {
  const { compression } = options;
  const extension = extensionOf(format, compression);
  if (format === 'parquet') {
    const codec = compression === 'none' ? 'uncompressed' : compression;
    return {
      extension,
      async write(path, rows, pace) {
        const { writeParquet } = await loadParquet();
        await writeParquet(parquet, path, schema, rows, codec, pace);
        await disk.sync(path);
      },
    };
  }
  const text = format === 'json' ? jsonText(schema, options) : csvText(schema, options);
  return {
    extension,
    async write(path, rows, pace) {
      const target = await disk.create(path);
      try {
        const pieces = textPieces(text, rows, pace);
        if (compression === 'gzip') await writeZipped(pieces, target);
        else for await (const piece of pieces) await target.write(piece);
        await target.sync();
      } finally {
        await target.close();
      }
    },
  };
}

/** As Spark calls its files. */
function extensionOf(format: FileSinkFormat, compression: Compression): string {
  const short = compression === 'gzip' ? 'gz' : compression === 'lz4_raw' ? 'lz4raw' : compression;
  if (format === 'parquet') return compression === 'none' ? '.parquet' : `.${short}.parquet`;
  return compression === 'none' ? `.${format}` : `.${format}.${short}`;
}

async function* textPieces(text: RowText, rows: readonly Row[], pace: Pace): AsyncGenerator<Uint8Array> {
  let gathered = text.head;
  for (const row of rows) {
    if (pace.isDue) await pace.rest();
    gathered += text.line(row);
    if (gathered.length < PIECE_LENGTH) continue;
    yield Buffer.from(gathered);
    gathered = '';
  }
  if (gathered !== '') yield Buffer.from(gathered);
}

async function writeZipped(pieces: AsyncIterable<Uint8Array>, target: FileToWrite): Promise<void> {
  const source = Readable.from(pieces);
  const zipped = createGzip();
  source.on('error', (error) => zipped.destroy(error));
  for await (const piece of source.pipe(zipped)) await target.write(piece as Uint8Array);
}

import { locate } from '../../../../base/errors/engine-error.ts';
import type { Pacing } from '../../../../base/pacing.ts';
import { ParquetEngine } from '../../../../parquet/parquet-engine.ts';
import { readParquet } from '../../../../parquet/read-parquet.ts';
import type { FileSlice } from '../../../file-slice.ts';
import type { RecordSink } from '../../../source.ts';
import { fileUnreadable, fileVanished } from '../../file-errors.ts';
import type { FileSourceSettings } from '../../file-source-settings.ts';
import type { FileSystem } from '../../file-system.ts';
import { newRow } from '../decoding.ts';
import { decodingOf, type Now } from '../record-decoder.ts';

/** Reads Parquet files by the columns that are declared; only those in use are read. */
export class ParquetReader {
  readonly #settings: FileSourceSettings;
  readonly #files: FileSystem;
  readonly #now: Now;
  readonly #engine = new ParquetEngine();

  constructor(settings: FileSourceSettings, files: FileSystem, now: Now) {
    this.#settings = settings;
    this.#files = files;
    this.#now = now;
  }

  /**
   * Feeds all rows of a file that is not empty into `sink`. Throws SRC-003 and SRC-004 for a file that cannot be read or is gone, what
   * `readParquet` throws for one that does not fit, and `CancelledError`.
   */
  async read(slice: FileSlice, sink: RecordSink, pacer: Pacing): Promise<void> {
    const { nodeId, schemaNodeId } = this.#settings;
    await this.#checkThere(slice.path);
    const decoding = decodingOf(this.#settings, slice.partitionValues ?? [], slice.path, this.#now);
    const columns = decoding.columns.filter(({ isRequired }) => isRequired);
    const schema = columns.map(({ name, type }) => ({ name, type, nullable: true }));
    try {
      for await (const rows of readParquet(this.#engine, slice.path, schema, pacer)) {
        for (const values of rows) {
          const row = newRow(decoding);
          for (const [i, { index }] of columns.entries()) row[index] = values[i] ?? null;
          sink.record(row);
        }
      }
    } catch (error) {
      throw locate(error, { nodeId: schemaNodeId ?? nodeId });
    }
  }

  close(): Promise<void> {
    return this.#engine.close();
  }

  async #checkThere(path: string): Promise<void> {
    const { nodeId } = this.#settings;
    let facts: Awaited<ReturnType<FileSystem['stat']>>;
    try {
      facts = await this.#files.stat(path);
    } catch (cause) {
      throw fileUnreadable(nodeId, path, cause);
    }
    if (facts === null) throw fileVanished(nodeId, path);
  }
}

import { CancelledError, locate } from '../../../../base/errors/engine-error.ts';
import type { Pacing } from '../../../../base/pacing.ts';
import { loadParquet } from '../../../../parquet/load-parquet.ts';
import { ParquetEngine } from '../../../../parquet/parquet-engine.ts';
import type { FileSlice } from '../../../file-slice.ts';
import type { RecordSink } from '../../../source.ts';
import { fileUnreadable } from '../../file-errors.ts';
import type { FileSourceSettings } from '../../file-source-settings.ts';
import type { FileSystem } from '../../file-system.ts';
import { checkWhole } from '../../listed-file.ts';
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
   * Feeds all rows of a file that is not empty into `sink`. Throws SRC-003 for a file that cannot be read, SRC-004, SRC-005 and
   * SRC-160 for one that is not what was listed any more, what `readParquet` throws for one that does not fit, and `CancelledError`.
   */
  async read(slice: FileSlice, sink: RecordSink, pacer: Pacing): Promise<void> {
    const { nodeId, schemaNodeId } = this.#settings;
    const { readParquet } = await loadParquet();
    await this.#check(slice);
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
      // A file that is another by now is no wonder damaged.
      if (!(error instanceof CancelledError)) await this.#check(slice);
      throw locate(error, { nodeId: schemaNodeId ?? nodeId });
    }
    await this.#check(slice);
  }

  close(): Promise<void> {
    return this.#engine.close();
  }

  async #check(slice: FileSlice): Promise<void> {
    const { nodeId } = this.#settings;
    let now: Awaited<ReturnType<FileSystem['stat']>>;
    try {
      now = await this.#files.stat(slice.path);
    } catch (cause) {
      throw fileUnreadable(nodeId, slice.path, cause);
    }
    checkWhole(slice, now, nodeId);
  }
}

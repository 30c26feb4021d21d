import { randomUUID } from 'node:crypto';
import process from 'node:process';
import { assert } from '../../base/assert.ts';
import { EngineError } from '../../base/errors/engine-error.ts';
import type { Random } from '../../base/random.ts';
import { ParquetEngine } from '../../parquet/parquet-engine.ts';
import type { FileSinkFormat } from '../../plan/logical-plan.ts';
import type { OutputMode } from '../../plan/output-mode.ts';
import { type RowBatch, rowsOf } from '../../types/row-batch.ts';
import type { Schema } from '../../types/schema.ts';
import type { Row } from '../../types/value.ts';
import type { Sink, SinkRun } from '../sink.ts';
import { fileUri } from './file-uri.ts';
import { Partitioning } from './partition-path.ts';
import { codeOf, nodeSinkFiles, type SinkFiles } from './sink-files.ts';
import { type SinkFileStatus, SinkLog } from './sink-log.ts';
import { StagedFiles } from './staged-files.ts';
import { createPartWriter, type PartWriter } from './write-part.ts';
import { checkWriterOptions, parseWriterOptions } from './writer-options.ts';

export interface FileSinkSettings {
  readonly nodeId: string;
  /** Absolute folder; made where it is missing. */
  readonly path: string;
  readonly format: FileSinkFormat;
  /** Names of columns, in the order of the folders; without regard to letter case. */
  readonly partitionBy: readonly string[];
  /** Spark's writer options by Spark's names. */
  readonly options: Readonly<Record<string, string>>;
  readonly schema: Schema;
  /** The session's zone. */
  readonly timeZone: string;
  /** False in batch mode: one batch, into a new folder, without a log. */
  readonly isStreaming: boolean;
}

/** What the sink needs of the world around it. */
export interface FileSinkPorts {
  readonly files: SinkFiles;
  readonly random: Random;
}

const PORTS: FileSinkPorts = { files: nodeSinkFiles, random: { uuid: randomUUID } };

/** What Spark's local file system says of every file. */
const BLOCK_SIZE_BYTES = 33_554_432;

/** The file that says that a batch job is done. */
const SUCCESS = '_SUCCESS';

/**
 * Spark's file sink (semantics 11.4): append only. In a stream the files of a micro-batch are there for readers from the moment
 * at which the log `_spark_metadata` names them, all at once; a batch at or below the last logged one is skipped, so a replay
 * writes nothing twice. In batch mode it writes as `DataFrameWriter` does in its mode `errorifexists`, but for a folder that is
 * there and empty, which it takes.
 *
 * Settings must have passed the checks of the file-sink node: columns that can be written, partition columns that exist.
 */
export class FileSink implements Sink {
  readonly nodeId: string;
  readonly description: string;
  readonly reportsRows = false;
  readonly #settings: FileSinkSettings;
  readonly #target: string;
  readonly #ports: FileSinkPorts;
  readonly #partitioning: Partitioning;
  readonly #parquet = new ParquetEngine();
  readonly #writer: PartWriter;
  readonly #log: SinkLog;
  /** The last logged batch as far as this run knows; null before it has looked. */
  #latest: number | null = null;

  constructor(settings: FileSinkSettings, ports: FileSinkPorts = PORTS) {
    const { format, path, timeZone } = settings;
    const target = (process.platform === 'win32' ? path.replaceAll('\\', '/') : path).replace(/(?<=.)\/+$/, '');
    this.nodeId = settings.nodeId;
    this.description = `FileSink[file:${target.startsWith('/') ? '' : '/'}${target}]`;
    this.#settings = settings;
    this.#target = target;
    this.#ports = ports;
    const options = parseWriterOptions(format, settings.options, timeZone);
    this.#partitioning = new Partitioning(settings.schema, settings.partitionBy, timeZone);
    this.#writer = createPartWriter(format, this.#partitioning.fileSchema, options, ports.files, this.#parquet);
    this.#log = new SinkLog(target, ports.files);
  }

  async prepare(run: SinkRun): Promise<void> {
    const { format, options, isStreaming, nodeId } = this.#settings;
    if (isStreaming && !run.hasCheckpoint) {
      throw new EngineError('EXE-120', {}, { nodeId, setting: 'checkpointLocation' });
    }
    const wrong = checkWriterOptions(format, options).find(({ severity }) => severity === 'error');
    if (wrong !== undefined) throw new EngineError(wrong.code, wrong.params, { nodeId, setting: wrong.setting });
    await this.#guard(async () => {
      await this.#checkTarget();
      if (isStreaming) await this.#log.open();
    });
  }

  async addBatch(batchId: number, batch: RowBatch, outputMode: OutputMode): Promise<void> {
    const rows = rowsOf(batch);
    const { isStreaming } = this.#settings;
    assert(!isStreaming || outputMode === 'append', 'a file sink only ever adds');
    await this.#guard(() => (isStreaming ? this.#addMicroBatch(batchId, rows) : this.#writeOnce(batchId, rows)));
  }

  async stop(): Promise<void> {
    await this.#parquet.close();
  }

  async #addMicroBatch(batchId: number, rows: readonly Row[]): Promise<void> {
    const latest = await this.#log.latest();
    this.#latest ??= latest;
    if (latest > this.#latest) throw new EngineError('EXE-125', { path: this.#target, batch: latest });
    if (batchId <= latest) return;
    // Every batch is logged, so a gap means that folder and checkpoint are not of one run.
    if (batchId > latest + 1) {
      throw new EngineError('EXE-126', { path: this.#target, wanted: latest + 1, batch: batchId });
    }
    if (latest === -1) await this.#checkTarget();
    const staged = new StagedFiles(this.#target, this.#ports.files);
    try {
      await this.#stage(staged, rows, () => this.#ports.random.uuid());
      const statuses = await this.#statuses(await staged.place());
      await this.#log.add(batchId, statuses, this.#ports.random.uuid());
    } catch (error) {
      // What the log names stays, even if the disk failed right after.
      if (this.#log.published !== batchId) await staged.discard();
      throw error;
    }
    this.#latest = batchId;
  }

  async #writeOnce(batchId: number, rows: readonly Row[]): Promise<void> {
    if (this.#latest !== null && batchId <= this.#latest) return;
    await this.#checkTarget();
    const staged = new StagedFiles(this.#target, this.#ports.files);
    try {
      await staged.makeFolder(this.#target);
      const job = this.#ports.random.uuid();
      await this.#stage(staged, rows, () => job);
      await staged.stage('', SUCCESS, async (path) => (await this.#ports.files.create(path)).close());
      await staged.place();
    } catch (error) {
      await staged.discard();
      throw error;
    }
    this.#latest = batchId;
  }

  /** One file a folder, also without rows where nothing is partitioned, as Spark does. */
  async #stage(staged: StagedFiles, rows: readonly Row[], uuid: () => string): Promise<void> {
    const { extension } = this.#writer;
    for (const group of this.#partitioning.groups(rows)) {
      const counter = this.#settings.partitionBy.length === 0 ? '-c000' : '.c000';
      const name = `part-00000-${uuid()}${counter}${extension}`;
      await staged.stage(group.folder, name, (path) => this.#writer.write(path, group.rows));
    }
  }

  async #statuses(paths: readonly string[]): Promise<SinkFileStatus[]> {
    const statuses: SinkFileStatus[] = [];
    for (const path of paths) {
      const facts = await this.#ports.files.facts(path);
      statuses.push({
        path: fileUri(path),
        size: facts?.sizeBytes ?? 0,
        isDir: false,
        modificationTime: facts?.modifiedMs ?? 0,
        blockReplication: 1,
        blockSize: BLOCK_SIZE_BYTES,
        action: 'add',
      });
    }
    return statuses;
  }

  /** A file in the way, and in batch mode a folder with anything in it, is somebody's. */
  async #checkTarget(): Promise<void> {
    const facts = await this.#ports.files.facts(this.#target);
    if (facts === null) return;
    if (facts.kind !== 'folder') throw new EngineError('EXE-121', { path: this.#target });
    if (this.#settings.isStreaming) return;
    if ((await this.#ports.files.list(this.#target)).length > 0) {
      throw new EngineError('EXE-123', { path: this.#target });
    }
  }

  /** Errors of the disk in words, all with the node and its setting. */
  async #guard<Result>(work: () => Promise<Result>): Promise<Result> {
    const at = { nodeId: this.nodeId, setting: 'path' };
    try {
      return await work();
    } catch (error) {
      if (error instanceof EngineError) throw new EngineError(error.code, error.params, at, error.cause);
      const reason = codeOf(error) ?? parquetReason(error);
      if (reason === undefined) throw error;
      throw new EngineError('EXE-122', { path: this.#target, reason }, at, error);
    }
  }
}

/** What the writer of Parquet files says of the disk: `No space left on device`; undefined where it says nothing of it. */
function parquetReason(error: unknown): string | undefined {
  return error instanceof Error ? /^IO Error: .*: ([^:]+)$/.exec(error.message)?.[1] : undefined;
}

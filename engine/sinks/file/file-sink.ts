import process from 'node:process';
import { assert } from '../../base/assert.ts';
import type { Disk } from '../../base/disk.ts';
import { EngineError } from '../../base/errors/engine-error.ts';
import type { Random } from '../../base/random.ts';
import { ParquetEngine } from '../../parquet/parquet-engine.ts';
import type { FileSinkFormat } from '../../plan/logical-plan.ts';
import type { OutputMode } from '../../plan/output-mode.ts';
import { type RowBatch, rowsOf } from '../../types/row-batch.ts';
import type { Schema } from '../../types/schema.ts';
import type { Sink, SinkRun } from '../sink.ts';
import { Turns } from '../turns.ts';
import { diskFailure } from './disk-failure.ts';
import { fileUri } from './file-uri.ts';
import { Partitioning, type RowGroup } from './partition-path.ts';
import { type SinkFileStatus, SinkLog } from './sink-log.ts';
import { decideSinkPosition } from './sink-position.ts';
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
  readonly disk: Disk;
  readonly random: Random;
}

/** What Spark's local file system says of every file. */
const BLOCK_SIZE_BYTES = 33_554_432;

/** The file that says that a batch job is done. */
const SUCCESS = '_SUCCESS';

/**
 * Spark's file sink (semantics 11.4): append only. In a stream the files of a micro-batch are there for readers from the moment
 * at which the log `_spark_metadata` names them, all at once. A micro-batch is written so:
 *
 * 1. A note beside the log names the files that are going to be made.
 * 2. Each part is written under a hidden name, forced to the disk, and given its own name; then the folders that hold new names are
 *    forced.
 * 3. The log of the batch is written under a hidden name, forced, and published by a second name, which fails where somebody was
 *    faster; then the log's folder is forced. From here on the batch counts.
 * 4. Every tenth log repeats all before it; older ones go once it is on the disk. The note goes last.
 *
 * A crash before 3 leaves files that no log names; the query's next start removes those that a note of its own proves to be its, and
 * nothing else. After 3 the batch is found in the log when it is replayed, and skipped. Where log and checkpoint do not fit together
 * the query is refused (see `decideSinkPosition`).
 *
 * In batch mode it writes as `DataFrameWriter` does in its mode `errorifexists`, but for a folder that is there and empty, which it
 * takes. Settings must have passed the checks of the file-sink node: columns that can be written, partition columns that exist.
 */
export class FileSink implements Sink {
  readonly nodeId: string;
  readonly description: string;
  readonly reportsRows = false;
  readonly #settings: FileSinkSettings;
  readonly #target: string;
  readonly #disk: Disk;
  readonly #random: Random;
  readonly #partitioning: Partitioning;
  readonly #parquet = new ParquetEngine();
  readonly #writer: PartWriter;
  readonly #log: SinkLog;
  /** Partition folders whose names outlast a power cut. */
  readonly #forced = new Set<string>();
  #queryId = 'none';
  /** The last logged batch as far as this run knows; null before it has looked. */
  #latest: number | null = null;

  constructor(settings: FileSinkSettings, { disk, random }: FileSinkPorts) {
    const { format, path, timeZone } = settings;
    const target = (process.platform === 'win32' ? path.replaceAll('\\', '/') : path).replace(/(?<=.)\/+$/, '');
    this.nodeId = settings.nodeId;
    this.description = `FileSink[file:${target.startsWith('/') ? '' : '/'}${target}]`;
    this.#settings = settings;
    this.#target = target;
    this.#disk = disk;
    this.#random = random;
    const options = parseWriterOptions(format, settings.options, timeZone);
    this.#partitioning = new Partitioning(settings.schema, settings.partitionBy, timeZone);
    this.#writer = createPartWriter(format, this.#partitioning.fileSchema, options, disk, this.#parquet);
    this.#log = new SinkLog(target, disk);
  }

  /** The last batch that is there for readers as far as this run knows; -1 before the first. */
  get latestBatch(): number {
    return this.#latest ?? -1;
  }

  /** Throws, among what the disk says, EXE-190 and EXE-126 for a folder that does not fit the checkpoint, EXE-124 for a damaged log. */
  async prepare(run: SinkRun): Promise<void> {
    const { format, options, isStreaming, nodeId } = this.#settings;
    if (isStreaming && !run.hasCheckpoint) {
      throw new EngineError('EXE-120', {}, { nodeId, setting: 'checkpointLocation' });
    }
    const wrong = checkWriterOptions(format, options).find(({ severity }) => severity === 'error');
    if (wrong !== undefined) throw new EngineError(wrong.code, wrong.params, { nodeId, setting: wrong.setting });
    await this.#guard(async () => {
      await this.#checkTarget();
      if (isStreaming) await this.#takePosition(run);
    });
  }

  async addBatch(batchId: number, batch: RowBatch, outputMode: OutputMode, signal?: AbortSignal): Promise<void> {
    const { isStreaming } = this.#settings;
    assert(!isStreaming || outputMode === 'append', 'a file sink only ever adds');
    const groups = () => this.#partitioning.groups(rowsOf(batch));
    const turns = new Turns(signal);
    await this.#guard(() =>
      isStreaming ? this.#addMicroBatch(batchId, groups, turns) : this.#writeOnce(batchId, groups, turns),
    );
  }

  async stop(): Promise<void> {
    await this.#parquet.close();
  }

  async #takePosition({ queryId, nextBatchId, isRerun }: SinkRun): Promise<void> {
    const latest = await this.#log.check();
    const position = decideSinkPosition(latest, nextBatchId, isRerun);
    if (position.kind === 'is-behind') throw this.#isBehind(position.missing, nextBatchId);
    const isForeign = position.kind === 'holds-rerun' && (await this.#log.isForeign(latest, queryId));
    if (position.kind === 'is-ahead' || isForeign) {
      throw new EngineError('EXE-190', { path: this.#target, logged: latest, batch: nextBatchId });
    }
    await this.#log.open();
    await this.#log.clean(queryId);
    this.#queryId = queryId;
    this.#latest = latest;
  }

  async #addMicroBatch(batchId: number, groups: () => readonly RowGroup[], turns: Turns): Promise<void> {
    const latest = await this.#log.latest();
    this.#latest ??= latest;
    if (latest > this.#latest) {
      if (batchId > this.#latest) await this.#log.disown(batchId, this.#queryId);
      throw new EngineError('EXE-125', { path: this.#target, batch: latest });
    }
    if (latest < this.#latest) {
      await this.#checkTarget();
      throw new EngineError('EXE-194', { path: this.#target, reason: 'ENOENT' });
    }
    if (batchId <= latest) return;
    // Every batch is logged, so a gap means that folder and checkpoint are not of one run.
    if (batchId > latest + 1) throw this.#isBehind(latest + 1, batchId);
    if (latest === -1) {
      await this.#checkTarget();
      await this.#log.open();
    }
    const parts = this.#partsOf(groups(), () => this.#random.uuid());
    const note = { batchId, attempt: this.#random.uuid(), queryId: this.#queryId };
    const staged = new StagedFiles(this.#target, this.#disk, this.#forced);
    try {
      await this.#log.note(
        note,
        parts.map(({ path }) => path),
      );
      const sizes = await this.#stage(staged, parts, turns);
      await this.#log.add(batchId, await this.#statuses(await staged.place(), sizes), note.attempt);
    } catch (error) {
      // What the log may name stays, even if the disk failed right after.
      const isGone = this.#log.published !== batchId && (await staged.discard());
      if (isGone) await this.#log.unnote(note).catch(() => undefined);
      throw error;
    }
    // Left behind, it does no harm: what it names is logged.
    await this.#log.unnote(note).catch(() => undefined);
    this.#latest = batchId;
  }

  async #writeOnce(batchId: number, groups: () => readonly RowGroup[], turns: Turns): Promise<void> {
    if (this.#latest !== null && batchId <= this.#latest) return;
    await this.#checkTarget();
    const staged = new StagedFiles(this.#target, this.#disk, this.#forced);
    try {
      await staged.makeFolder(this.#target);
      const job = this.#random.uuid();
      await this.#stage(
        staged,
        this.#partsOf(groups(), () => job),
        turns,
      );
      await staged.stage(SUCCESS, (path) => this.#makeEmpty(path));
      await staged.place();
    } catch (error) {
      await staged.discard();
      throw error;
    }
    this.#latest = batchId;
  }

  /** One file a folder, also without rows where nothing is partitioned, as Spark does. */
  #partsOf(groups: readonly RowGroup[], uuid: () => string): Part[] {
    const counter = this.#settings.partitionBy.length === 0 ? '-c000' : '.c000';
    return groups.map(({ folder, rows }) => {
      const name = `part-00000-${uuid()}${counter}${this.#writer.extension}`;
      return { path: folder === '' ? name : `${folder}/${name}`, rows };
    });
  }

  /** Returns the sizes of the files, in order. */
  async #stage(staged: StagedFiles, parts: readonly Part[], turns: Turns): Promise<number[]> {
    const sizes: number[] = [];
    for (const part of parts) {
      await staged.stage(part.path, async (path) => {
        await this.#writer.write(path, part.rows, turns);
        sizes.push((await this.#disk.facts(path))?.sizeBytes ?? 0);
      });
      // Many small files take as long as a large one.
      turns.check();
    }
    return sizes;
  }

  async #makeEmpty(path: string): Promise<void> {
    const file = await this.#disk.create(path);
    try {
      await file.sync();
    } finally {
      await file.close();
    }
  }

  /** Looks at the files once more: what is logged must be there. */
  async #statuses(paths: readonly string[], sizes: readonly number[]): Promise<SinkFileStatus[]> {
    const statuses: SinkFileStatus[] = [];
    for (const [index, path] of paths.entries()) {
      const facts = await this.#disk.facts(path);
      if (facts?.kind !== 'file' || facts.sizeBytes !== sizes[index]) throw new EngineError('EXE-191', { path });
      statuses.push({
        path: fileUri(path),
        size: facts.sizeBytes,
        isDir: false,
        modificationTime: facts.modifiedMs,
        blockReplication: 1,
        blockSize: BLOCK_SIZE_BYTES,
        action: 'add',
      });
    }
    return statuses;
  }

  /** A file in the way, and in batch mode a folder with anything in it, is somebody's. */
  async #checkTarget(): Promise<void> {
    const facts = await this.#disk.facts(this.#target);
    if (facts === null) return;
    if (facts.kind !== 'folder') throw new EngineError('EXE-121', { path: this.#target });
    if (this.#settings.isStreaming) return;
    if ((await this.#disk.list(this.#target)).length > 0) throw new EngineError('EXE-123', { path: this.#target });
  }

  #isBehind(missing: number, batchId: number): EngineError {
    return new EngineError('EXE-126', { path: this.#target, wanted: missing, batch: batchId });
  }

  /** Errors of the disk in words, all with the node and its setting. */
  async #guard<Result>(work: () => Promise<Result>): Promise<Result> {
    try {
      return await work();
    } catch (error) {
      const known = error instanceof EngineError ? error : diskFailure(error, this.#target);
      if (known === null) throw error;
      const columns = known.code === 'EXE-195' ? { columns: this.#settings.partitionBy } : {};
      const at = { nodeId: this.nodeId, setting: 'path' };
      throw new EngineError(known.code, { ...known.params, ...columns }, at, known.cause);
    }
  }
}

/** A file that is to be made. */
interface Part {
  /** Below the target. */
  readonly path: string;
  readonly rows: RowGroup['rows'];
}

/**
 * A query's checkpoint folder, laid out as Spark's (semantics 11.1):
 *
 *   metadata            {"id": …}, written once
 *   offsets/N           v1, then the batch's watermark and time, then one offset a source
 *   commits/N           v1, then the watermark that the next batch starts with
 *   sources/I/N         v1, then the files that belong to offset N of source I; or in N = 0 when source I was created
 *   state/N.json        which operators there are, and the whole state after batch N
 *
 * Everything is text, a JSON value a line, so that a person can read it.
 */
import { EngineError } from '../base/errors/engine-error.ts';
import type { LogFiles } from '../base/log-files.ts';
import type { DatedSource } from '../sources/dated-source.ts';
import type { LoggedSource, SourceLogEntry } from '../sources/logged-source.ts';
import type { Offset, Source } from '../sources/source.ts';
import type { BatchJournal, FrozenConf, LoggedBatch, Recovery } from './batch-journal.ts';
import { decideRecovery } from './recovery.ts';

/** Batches before the running one whose logs are kept, as in Spark. */
const batchesToRetain = 100;

const logVersion = 'v1';

export interface CheckpointOptions {
  /** Absolute folder. */
  readonly folder: string;
  /** The id of a query that has no checkpoint yet. */
  readonly newQueryId: string;
  /** One line an operator with state; another query's state must not be taken for this one's. */
  readonly stateFingerprint: string;
  /** False where the sink has lost what it was handed, so that a used checkpoint cannot be gone on with (semantics 13). */
  readonly mayResume: boolean;
  readonly files: LogFiles;
  /** Batches before the running one whose logs are kept; 100 when left out. */
  readonly batchesToRetain?: number;
}

interface OffsetEntry {
  readonly watermarkMs: number;
  readonly timestampMs: number;
  readonly conf: FrozenConf;
  readonly offsets: readonly (Offset | null)[];
}

export class CheckpointJournal implements BatchJournal {
  readonly isDurable = true;
  readonly #options: CheckpointOptions;
  readonly #files: LogFiles;
  /** Offsets of each source whose files are logged already. */
  #loggedSources: number[] = [];

  constructor(options: CheckpointOptions) {
    this.#options = options;
    this.#files = options.files;
  }

  async open(sources: readonly Source[]): Promise<Recovery> {
    const facts = { offsetIds: await this.#ids('offsets'), commitIds: await this.#ids('commits') };
    const decision = decideRecovery(facts);
    if (decision.action === 'refuse') throw this.#damaged(decision.reason);
    if (decision.action !== 'start' && !this.#options.mayResume) {
      throw new EngineError('EXE-108', { path: this.#options.folder });
    }
    const queryId = await this.#queryId(decision.action === 'start');
    await this.#restoreSources(sources);
    if (decision.action === 'start') {
      const startOffsets = sources.map(() => null);
      const fresh = { nextBatchId: 0, startOffsets, watermarkMs: 0, lateWatermarkMs: 0, unfinished: null };
      return { queryId, ...fresh, conf: null, state: null };
    }
    if (decision.action === 'go-on') {
      const last = await this.#readOffsets(decision.lastBatch, sources);
      const nextWatermarkMs = await this.#readCommit(decision.lastBatch);
      return {
        queryId,
        nextBatchId: decision.lastBatch + 1,
        startOffsets: last.offsets,
        watermarkMs: Math.max(last.watermarkMs, nextWatermarkMs),
        lateWatermarkMs: last.watermarkMs,
        unfinished: null,
        conf: last.conf,
        state: await this.#readState(decision.lastBatch),
      };
    }
    const again = await this.#readOffsets(decision.batch, sources);
    const before = decision.batch === 0 ? null : await this.#readOffsets(decision.batch - 1, sources);
    return {
      queryId,
      nextBatchId: decision.batch,
      startOffsets: before?.offsets ?? sources.map(() => null),
      watermarkMs: again.watermarkMs,
      lateWatermarkMs: before?.watermarkMs ?? 0,
      unfinished: {
        batchId: decision.batch,
        endOffsets: again.offsets,
        watermarkMs: again.watermarkMs,
        timestampMs: again.timestampMs,
        conf: again.conf,
      },
      conf: again.conf,
      state: before === null ? null : await this.#readState(decision.batch - 1),
    };
  }

  async logOffsets(batch: LoggedBatch, sources: readonly Source[]): Promise<void> {
    // The files of a source are logged before the offset that names them, so that no logged offset is without its files.
    for (const [index, source] of sources.entries()) await this.#logSource(index, source);
    const metadata = { batchWatermarkMs: batch.watermarkMs, batchTimestampMs: batch.timestampMs, conf: batch.conf };
    const offsets = batch.endOffsets.map((offset) => (offset === null ? '-' : JSON.stringify(offset)));
    await this.#write(`offsets/${batch.batchId}`, [JSON.stringify(metadata), ...offsets]);
    await this.#purge(batch.batchId - (this.#options.batchesToRetain ?? batchesToRetain) - 1);
  }

  async saveState(batchId: number, exportState: () => unknown): Promise<void> {
    const saved = { operators: this.#options.stateFingerprint, state: exportState() };
    await this.#guard(() => this.#files.writeText(this.#path(`state/${batchId}.json`), `${JSON.stringify(saved)}\n`));
  }

  async logCommit(batchId: number, nextWatermarkMs: number): Promise<void> {
    await this.#write(`commits/${batchId}`, [JSON.stringify({ nextBatchWatermarkMs: nextWatermarkMs })]);
    // The state before this batch was needed until now, in case the batch had to run again.
    await this.#guard(() => this.#files.remove(this.#path(`state/${batchId - 2}.json`)));
  }

  async #queryId(mayBeMissing: boolean): Promise<string> {
    const text = await this.#guard(() => this.#files.readText(this.#path('metadata')));
    if (text !== null) {
      const { id } = this.#parse(text, 'metadata') as { id?: unknown };
      if (typeof id !== 'string') throw this.#damaged('metadata holds no id');
      return id;
    }
    if (!mayBeMissing) throw this.#damaged('metadata is missing');
    const id = this.#options.newQueryId;
    await this.#guard(() => this.#files.writeText(this.#path('metadata'), `${JSON.stringify({ id })}\n`));
    return id;
  }

  async #readOffsets(batchId: number, sources: readonly Source[]): Promise<OffsetEntry> {
    const name = `offsets/${batchId}`;
    const [metadata, ...offsets] = await this.#read(name);
    if (offsets.length !== sources.length) {
      throw this.#mismatch(`it has ${offsets.length} sources, the query has ${sources.length}`);
    }
    const { batchWatermarkMs, batchTimestampMs, conf } = this.#parse(metadata ?? '', name) as Record<string, unknown>;
    if (typeof batchWatermarkMs !== 'number' || typeof batchTimestampMs !== 'number') {
      throw this.#damaged(`${name} holds no watermark or no time`);
    }
    return {
      watermarkMs: batchWatermarkMs,
      timestampMs: batchTimestampMs,
      conf: textsIn(conf),
      offsets: offsets.map((line) => (line === '-' ? null : (this.#parse(line, name) as Offset))),
    };
  }

  async #readCommit(batchId: number): Promise<number> {
    const name = `commits/${batchId}`;
    const [line] = await this.#read(name);
    const { nextBatchWatermarkMs } = this.#parse(line ?? '', name) as Record<string, unknown>;
    if (typeof nextBatchWatermarkMs !== 'number') throw this.#damaged(`${name} holds no watermark`);
    return nextBatchWatermarkMs;
  }

  async #readState(batchId: number): Promise<unknown> {
    const name = `state/${batchId}.json`;
    const text = await this.#guard(() => this.#files.readText(this.#path(name)));
    if (text === null) throw this.#damaged(`${name} is missing`);
    const { operators, state } = this.#parse(text, name) as Record<string, unknown>;
    if (operators !== this.#options.stateFingerprint) {
      throw this.#mismatch(`its state is of ${String(operators)}, the query's of ${this.#options.stateFingerprint}`);
    }
    return state;
  }

  async #restoreSources(sources: readonly Source[]): Promise<void> {
    this.#loggedSources = sources.map(() => 0);
    for (const [index, source] of sources.entries()) {
      if (isDated(source)) await this.#restoreDate(index, source);
      if (!keepsLog(source)) continue;
      const ids = await this.#ids(`sources/${index}`);
      const entries: SourceLogEntry[] = [];
      for (const id of ids.sort((a, b) => a - b)) {
        const name = `sources/${index}/${id}`;
        for (const line of await this.#read(name)) entries.push(this.#parse(line, name) as SourceLogEntry);
      }
      source.restoreLog(entries);
      this.#loggedSources[index] = ids.length;
    }
  }

  /** A source that counts from when it was created goes on counting from then (semantics 13). */
  async #restoreDate(index: number, source: DatedSource): Promise<void> {
    const name = `sources/${index}/0`;
    const isKnown = (await this.#ids(`sources/${index}`)).includes(0);
    if (!isKnown) {
      await this.#write(name, [String(source.createdMs)]);
      return;
    }
    const [line = ''] = await this.#read(name);
    if (!/^\d{1,15}$/.test(line)) throw this.#damaged(`${name} holds no time`);
    source.restoreCreated(Number(line));
  }

  async #logSource(index: number, source: Source): Promise<void> {
    if (!keepsLog(source)) return;
    const from = this.#loggedSources[index] ?? 0;
    const byOffset = new Map<number, string[]>();
    for (const entry of source.exportLog(from)) {
      const lines = byOffset.get(entry.batchId) ?? [];
      lines.push(JSON.stringify(entry));
      byOffset.set(entry.batchId, lines);
    }
    for (const [offset, lines] of byOffset) {
      await this.#write(`sources/${index}/${offset}`, lines);
      this.#loggedSources[index] = offset + 1;
    }
  }

  async #purge(batchId: number): Promise<void> {
    if (batchId < 0) return;
    for (const log of ['offsets', 'commits'])
      await this.#guard(() => this.#files.remove(this.#path(`${log}/${batchId}`)));
  }

  async #ids(folder: string): Promise<number[]> {
    const names = await this.#guard(() => this.#files.list(this.#path(folder)));
    return names.filter((name) => /^\d+$/.test(name)).map(Number);
  }

  /** Lines of a log file behind its version. */
  async #read(name: string): Promise<string[]> {
    const text = await this.#guard(() => this.#files.readText(this.#path(name)));
    if (text === null) throw this.#damaged(`${name} is missing`);
    const [version, ...lines] = text.trimEnd().split('\n');
    if (version !== logVersion)
      throw this.#damaged(`${name} is of version ${String(version).slice(0, 20)}, not ${logVersion}`);
    return lines;
  }

  async #write(name: string, lines: readonly string[]): Promise<void> {
    await this.#guard(() => this.#files.writeText(this.#path(name), `${[logVersion, ...lines].join('\n')}\n`));
  }

  #path(name: string): string {
    return `${this.#options.folder}/${name}`;
  }

  #parse(text: string, name: string): unknown {
    try {
      const value: unknown = JSON.parse(text);
      if (typeof value === 'object' && value !== null) return value;
    } catch {
      // What cannot be parsed is reported below, like what is no object.
    }
    throw this.#damaged(`${name} is not JSON`);
  }

  async #guard<Value>(work: () => Promise<Value>): Promise<Value> {
    try {
      return await work();
    } catch (error) {
      const reason = (error as { code?: string }).code ?? String(error);
      throw new EngineError('EXE-105', { path: this.#options.folder, reason }, {}, error);
    }
  }

  #damaged(reason: string): EngineError {
    return new EngineError('EXE-106', { path: this.#options.folder, reason });
  }

  #mismatch(reason: string): EngineError {
    return new EngineError('EXE-107', { path: this.#options.folder, reason });
  }
}

/** The texts among the values of what should be an object of texts; a log of another version may hold more. */
function textsIn(conf: unknown): FrozenConf {
  const entries = typeof conf === 'object' && conf !== null ? Object.entries(conf) : [];
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}

function isDated(source: Source): source is DatedSource {
  return 'restoreCreated' in source;
}

function keepsLog(source: Source): source is LoggedSource {
  return 'exportLog' in source;
}

import { must } from '../../base/assert.ts';
import { CancelledError } from '../../base/errors/engine-error.ts';
import type { DatedSource } from '../../sources/dated-source.ts';
import type { LoggedSource, SourceLogEntry } from '../../sources/logged-source.ts';
import type { Offset, Source } from '../../sources/source.ts';
import type { CheckpointFolder } from './checkpoint-folder.ts';
import { parseObject } from './log-file.ts';
import { isCompactionDue, sortOut } from './source-log-rules.ts';

/** Where the log of one source stands. */
interface LogState {
  nextId: number;
  /** Files since the last compact one, and entries in that one and in these. */
  files: number;
  compacted: number;
  since: number;
}

/**
 * What a checkpoint keeps of its sources, in `sources/<i>`: of a source of files which of them belong to which offset, a file an offset;
 * of one that counts from when it was created that moment, in `0` (semantics 1.6, 11.1, 13).
 */
export class SourceLogFiles {
  readonly #folder: CheckpointFolder;
  #logs: LogState[] = [];

  constructor(folder: CheckpointFolder) {
    this.#folder = folder;
  }

  /**
   * Takes the sources back to where they were. Throws EXE-106 for what is missing or damaged.
   *
   * @param isFirst whether no batch was planned yet
   */
  async restore(sources: readonly Source[], isFirst: boolean): Promise<void> {
    this.#logs = sources.map(() => ({ nextId: 0, files: 0, compacted: 0, since: 0 }));
    for (const [index, source] of sources.entries()) {
      if (isDated(source) || keepsLog(source)) await this.#folder.prepare(`sources/${index}`);
      if (isDated(source)) await this.#restoreDate(index, source, isFirst);
      if (keepsLog(source)) await this.#restoreLog(index, source);
    }
  }

  /** Throws EXE-106 where an offset stands for files that are in no log. */
  checkOffsets(sources: readonly Source[], offsets: readonly (Offset | null)[]): void {
    for (const [index, source] of sources.entries()) {
      const { nextId } = this.#log(index);
      const id = Number(offsets[index]?.logOffset ?? -1);
      if (keepsLog(source) && id >= nextId) throw this.#folder.damaged(`sources/${index}/${nextId}`, 'missing');
    }
  }

  /** Writes down what the sources have found since the last call. */
  async write(sources: readonly Source[]): Promise<void> {
    for (const [index, source] of sources.entries()) {
      if (!keepsLog(source)) continue;
      const log = this.#log(index);
      const byId = new Map<number, string[]>();
      for (const entry of source.exportLog(log.nextId)) {
        const lines = byId.get(entry.batchId) ?? [];
        lines.push(JSON.stringify(entry));
        byId.set(entry.batchId, lines);
      }
      for (const [id, lines] of byId) {
        await this.#folder.createLog(`sources/${index}/${id}`, lines);
        log.nextId = id + 1;
        log.files++;
        log.since += lines.length;
      }
    }
  }

  /** Puts logs together that have come to many files, and removes those that the new one stands for. */
  async compact(sources: readonly Source[], signal: AbortSignal): Promise<void> {
    for (const [index, source] of sources.entries()) {
      const log = this.#log(index);
      const lastId = log.nextId - 1;
      if (!keepsLog(source) || !isCompactionDue(lastId, log.files, log)) continue;
      if (signal.aborted) throw new CancelledError();
      const entries = source.exportLog(0);
      const lines = entries.map((entry) => JSON.stringify(entry));
      await this.#folder.createLog(`sources/${index}/${lastId}.compact`, lines);
      Object.assign(log, { files: 0, compacted: entries.length, since: 0 });
      await this.#removeReplaced(index);
    }
  }

  async #removeReplaced(index: number): Promise<void> {
    const facts = sortOut(await this.#folder.list(`sources/${index}`));
    if (facts.kind === 'whole') await this.#folder.remove(facts.replaced.map((name) => `sources/${index}/${name}`));
  }

  async #restoreLog(index: number, source: LoggedSource): Promise<void> {
    const facts = sortOut(await this.#folder.list(`sources/${index}`));
    if (facts.kind === 'gap') throw this.#folder.damaged(`sources/${index}/${facts.missing}`, 'missing');
    const { compactId, ids } = facts;
    const earlier =
      compactId === null ? [] : await this.#entries(`sources/${index}/${compactId}.compact`, 0, compactId);
    const entries = [...earlier];
    for (const id of ids) entries.push(...(await this.#entries(`sources/${index}/${id}`, id, id)));
    source.restoreLog(entries);
    const nextId = (ids.at(-1) ?? compactId ?? -1) + 1;
    const compacted = earlier.length;
    this.#logs[index] = { nextId, files: ids.length, compacted, since: entries.length - compacted };
    await this.#folder.remove(facts.replaced.map((name) => `sources/${index}/${name}`));
  }

  async #entries(name: string, firstId: number, lastId: number): Promise<SourceLogEntry[]> {
    const lines = await this.#folder.readLog(name, 'required');
    return lines.map((line) => {
      const entry = parseObject(line);
      const { path, timestamp, batchId } = entry ?? {};
      const isSound = typeof path === 'string' && Number.isFinite(timestamp) && Number.isSafeInteger(batchId);
      if (!isSound || (batchId as number) < firstId || (batchId as number) > lastId) {
        throw this.#folder.damaged(name, 'content');
      }
      return entry as unknown as SourceLogEntry;
    });
  }

  /** A source that counts from when it was created goes on counting from then. */
  async #restoreDate(index: number, source: DatedSource, isFirst: boolean): Promise<void> {
    const name = `sources/${index}/0`;
    const isKnown = (await this.#folder.ids(`sources/${index}`)).includes(0);
    if (!isKnown) {
      if (!isFirst) throw this.#folder.damaged(name, 'missing');
      await this.#folder.createLog(name, [String(source.createdMs)]);
      return;
    }
    const [line = ''] = await this.#folder.readLog(name, 'required');
    if (!/^\d{1,15}$/.test(line)) throw this.#folder.damaged(name, 'content');
    source.restoreCreated(Number(line));
  }

  #log(index: number): LogState {
    return must(this.#logs[index], 'sources are restored before they are used');
  }
}

function isDated(source: Source): source is DatedSource {
  return 'restoreCreated' in source;
}

function keepsLog(source: Source): source is LoggedSource {
  return 'exportLog' in source;
}

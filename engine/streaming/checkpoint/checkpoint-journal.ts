/**
 * A query's checkpoint folder, laid out as Spark's (semantics 11.1):
 *
 *   metadata            {"id": …}, written once
 *   lock                who uses the folder now
 *   query               what the query looked like when it last started
 *   offsets/N           the batch's watermark and time, then one offset a source
 *   commits/N           the watermark that the next batch starts with
 *   sources/I/N         the files that belong to offset N of source I; or in N = 0 when source I was created
 *   state/…             what batches did to the state, and now and then all of it
 *
 * All but the state is text, JSON values line by line, so that a person can read it. `log-file.ts` has the form of the logs,
 * `recovery.ts` what follows from what is there.
 */
import { must } from '../../base/assert.ts';
import type { Clock } from '../../base/clock.ts';
import type { Disk } from '../../base/disk.ts';
import { type Diagnostic, diagnostic } from '../../base/errors/diagnostic.ts';
import { CancelledError, EngineError } from '../../base/errors/engine-error.ts';
import type { Random } from '../../base/random.ts';
import { compareQueries } from '../../plan/compare-queries.ts';
import type { QueryDescription } from '../../plan/query-description.ts';
import type { Source } from '../../sources/source.ts';
import { StateFolder } from '../../state/files/state-folder.ts';
import type { OperatorState } from '../../state/state-table.ts';
import type { BatchJournal, LoggedBatch, Recovery } from '../batch-journal.ts';
import { CheckpointFolder } from './checkpoint-folder.ts';
import { ClockPacing } from './clock-pacing.ts';
import { CheckpointLock } from './lock.ts';
import { findFacts, type LoggedPosition, plannedIn, readPosition } from './logged-position.ts';
import { CHECKPOINT_FORMAT, type CheckpointMetadata, decodeMetadata, encodeMetadata } from './metadata.ts';
import { migrateCheckpoint, removeOldFiles } from './migrations/migrate-checkpoint.ts';
import { areOffsetsOf, commitLines, offsetLines } from './offset-log.ts';
import type { ProcessFacts } from './process-facts.ts';
import { type CheckpointFacts, decideRecovery, outlived, type RecoveryDecision } from './recovery.ts';
import { readSavedQuery, saveQuery } from './saved-query.ts';
import { SourceLogFiles } from './source-log-files.ts';

/** Batches before the running one whose logs are kept, as in Spark. */
const BATCHES_TO_RETAIN = 100;

/** What checkpoints need of the world. */
export interface CheckpointPorts {
  readonly disk: Disk;
  readonly clock: Pick<Clock, 'now' | 'monotonic' | 'turn'>;
  readonly random: Random;
  readonly processes: ProcessFacts;
}

export interface CheckpointOptions {
  /** Absolute folder. */
  readonly folder: string;
  /** The id of a query that has no checkpoint yet. */
  readonly newQueryId: string;
  readonly query: QueryDescription;
  /** False where the sink has lost what it was handed, so that a used checkpoint cannot be gone on with (semantics 13). */
  readonly mayResume: boolean;
  readonly ports: CheckpointPorts;
  /** Batches before the running one whose logs are kept; 100 when left out. */
  readonly batchesToRetain?: number | undefined;
  /** Deltas of state that must have gathered before a snapshot is written; 10 when left out. */
  readonly deltasMin?: number | undefined;
}

export class CheckpointJournal implements BatchJournal {
  readonly isDurable = true;
  readonly #options: CheckpointOptions;
  readonly #folder: CheckpointFolder;
  readonly #state: StateFolder;
  #lock: CheckpointLock | null = null;
  #sources: readonly Source[] = [];
  #sourceLogs: SourceLogFiles | null = null;
  /** Ids that are in the two logs. */
  readonly #logged = { offsets: [] as number[], commits: [] as number[] };
  /** The last finished batch; -1 before the first. */
  #done = -1;

  constructor(options: CheckpointOptions) {
    const { folder: path, ports } = options;
    this.#options = options;
    this.#folder = new CheckpointFolder({ ...ports, path });
    this.#state = stateFolderOf(this.#folder, ports, options.deltasMin);
  }

  /**
   * Takes the lock, then decides by what is there, then reads. Throws EXE-105, 156 and 157 for what the disk refuses, EXE-106, 154 and 155
   * for what cannot be gone on from, EXE-107, 108 and those of `compareQueries` for the checkpoint of another query, EXE-150 to 152 for one
   * that is in use.
   */
  async open(sources: readonly Source[], states: readonly OperatorState[], signal: AbortSignal): Promise<Recovery> {
    const folder = this.#folder;
    this.#lock = await CheckpointLock.take(folder, this.#options.ports);
    for (const used of ['', 'offsets', 'commits']) await folder.prepare(used);
    const facts = await findFacts(folder, this.#state);
    const decision = checkedDecision(folder, facts);
    const mayStart = decision.action === 'start';
    if (!mayStart && !this.#options.mayResume) throw new EngineError('EXE-108', { path: folder.path });
    const metadata = facts.hasMetadata ? await readMetadata(folder) : await this.#begin();
    const isCurrent = metadata.format === CHECKPOINT_FORMAT;
    const position = mayStart
      ? firstPosition
      : await readPosition(folder, decision, isCurrent ? 'required' : 'optional');
    const { query } = this.#options;
    if (!isCurrent) {
      checkSourceCount(folder, position, sources.length);
      const { nextBatchId } = position;
      await migrateCheckpoint({ folder, state: this.#state, metadata, query, states, nextBatchId }, signal);
    }
    await removeOldFiles(folder);
    const saved = await readSavedQuery(folder);
    if (saved === null && !mayStart) throw folder.damaged('query', 'missing');
    // What nothing was logged for yet can be gone on with by any query.
    const isUnused = mayStart && !facts.hasSourceLogs;
    const changes = isUnused || saved === null ? [] : checkedChanges(saved, query);
    checkSourceCount(folder, position, sources.length);
    const logs = new SourceLogFiles(folder);
    await logs.restore(sources, mayStart);
    for (const { batchId, offsets } of plannedIn(position)) {
      if (!areOffsetsOf(query, offsets)) throw folder.damaged(`offsets/${batchId}`, 'content');
      logs.checkOffsets(sources, offsets);
    }
    const { damaged } = await this.#state.load(position.nextBatchId, states, signal);
    if (signal.aborted) throw new CancelledError();
    await saveQuery(folder, saved, query);
    this.#sources = sources;
    this.#sourceLogs = logs;
    this.#logged.offsets.push(...facts.offsetIds);
    this.#logged.commits.push(...facts.commitIds);
    this.#done = position.nextBatchId - 1;
    return {
      ...position,
      queryId: metadata.id,
      startOffsets: position.startOffsets ?? sources.map(() => null),
      conf: mayStart ? null : position.conf,
      findings: [
        ...warningsOf(decision, folder),
        ...damaged.map(({ path, reason }) => diagnostic('EXE-159', {}, { path, reason }, 'warning')),
        ...changes,
      ],
    };
  }

  async logOffsets(batch: LoggedBatch, sources: readonly Source[]): Promise<void> {
    // The files of a source are logged before the offset that names them, so that no logged offset is without its files.
    await this.#openLogs.write(sources);
    await this.#folder.createLog(`offsets/${batch.batchId}`, offsetLines(batch));
    this.#logged.offsets.push(batch.batchId);
  }

  async saveState(batchId: number, states: readonly OperatorState[], signal: AbortSignal): Promise<void> {
    await this.#state.save(batchId + 1, states, signal);
  }

  async logCommit(batchId: number, nextWatermarkMs: number): Promise<void> {
    await this.#folder.createLog(`commits/${batchId}`, commitLines(nextWatermarkMs));
    this.#logged.commits.push(batchId);
    this.#done = batchId;
  }

  async maintain(states: readonly OperatorState[], signal: AbortSignal): Promise<void> {
    await this.#purge('offsets');
    await this.#purge('commits');
    await this.#openLogs.compact(this.#sources, signal);
    await this.#state.maintain(this.#done + 1, states, signal);
  }

  async close(): Promise<void> {
    await this.#lock?.release();
    this.#lock = null;
  }

  get #openLogs(): SourceLogFiles {
    return must(this.#sourceLogs, 'a journal is opened before it is used');
  }

  async #begin(): Promise<CheckpointMetadata> {
    const metadata = { id: this.#options.newQueryId, format: CHECKPOINT_FORMAT };
    await this.#folder.create('metadata', encodeMetadata(metadata));
    return metadata;
  }

  async #purge(log: 'offsets' | 'commits'): Promise<void> {
    const ids = this.#logged[log];
    const gone = outlived(ids, this.#done, this.#options.batchesToRetain ?? BATCHES_TO_RETAIN);
    ids.splice(0, gone.length);
    try {
      await this.#folder.remove(gone.map((id) => `${log}/${id}`));
    } catch (error) {
      // What is left takes room and nothing else; the next start tries again.
      if (!(error instanceof EngineError)) throw error;
    }
  }
}

const firstPosition: LoggedPosition = {
  nextBatchId: 0,
  startOffsets: null,
  watermarkMs: 0,
  lateWatermarkMs: 0,
  unfinished: null,
  conf: {},
};

/** The state of a checkpoint. */
export function stateFolderOf(
  folder: CheckpointFolder,
  { clock, random }: CheckpointPorts,
  deltasMin?: number,
): StateFolder {
  const pacing = (signal: AbortSignal) => new ClockPacing(clock, signal);
  return new StateFolder({ disk: folder.disk, folder: folder.pathOf('state'), random, pacing, deltasMin });
}

/** What to do by what is there. Throws EXE-106 and EXE-154 where nothing certain can be said. */
export function checkedDecision(
  folder: CheckpointFolder,
  facts: CheckpointFacts,
): Exclude<RecoveryDecision, { action: 'refuse' }> {
  const decision = decideRecovery(facts);
  if (decision.action !== 'refuse') return decision;
  if (decision.missing === 'metadata') throw new EngineError('EXE-154', { path: folder.path });
  throw folder.damaged(decision.missing, 'missing');
}

/** Throws EXE-106 for a `metadata` that is damaged, EXE-155 for one of a later format. */
export async function readMetadata(folder: CheckpointFolder): Promise<CheckpointMetadata> {
  const decoded = decodeMetadata((await folder.readText('metadata')) ?? '');
  if (!decoded.ok) throw folder.damaged('metadata', decoded.error);
  const { format } = decoded.value;
  if (format > CHECKPOINT_FORMAT) {
    throw new EngineError('EXE-155', { path: folder.path, found: format, known: CHECKPOINT_FORMAT });
  }
  return decoded.value;
}

/** What has changed and may, as warnings. Throws the first of what may not. */
export function checkedChanges(saved: QueryDescription, now: QueryDescription): readonly Diagnostic[] {
  const { refused, allowed } = compareQueries(saved, now);
  const [first] = refused;
  if (first !== undefined) throw new EngineError(first.code, first.params, first.at);
  return allowed;
}

/** Throws EXE-107 where the logs are of another number of sources. */
function checkSourceCount(folder: CheckpointFolder, position: LoggedPosition, now: number): void {
  for (const { offsets } of plannedIn(position)) {
    if (offsets.length !== now) throw new EngineError('EXE-107', { path: folder.path, found: offsets.length, now });
  }
}

/** What people should know of a decision. */
export function warningsOf(decision: RecoveryDecision, folder: CheckpointFolder): Diagnostic[] {
  if (decision.action !== 'run-again' || decision.commitMissing === null) return [];
  const { batch, commitMissing } = decision;
  return [diagnostic('EXE-158', {}, { path: folder.path, file: `commits/${commitMissing}`, batch }, 'warning')];
}

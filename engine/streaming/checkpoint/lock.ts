import type { Clock } from '../../base/clock.ts';
import { EngineError } from '../../base/errors/engine-error.ts';
import type { Random } from '../../base/random.ts';
import { systemCode } from '../../base/system-code.ts';
import type { CheckpointFolder } from './checkpoint-folder.ts';
import { encodeLock, judgeLock, type LockHolder, parseLock } from './lock-holder.ts';
import type { ProcessFacts } from './process-facts.ts';

const LOCK_FILE = 'lock';

/** Others may come and go while we look; more often than this they do not. */
const TRIES_MAX = 10;

export interface LockPorts {
  readonly processes: ProcessFacts;
  readonly clock: Pick<Clock, 'now'>;
  readonly random: Random;
}

/**
 * Keeps all others off a checkpoint folder while a run uses it, by a file `lock` that says who holds it:
 *
 *  1. publish our own file under the name; that works for one alone, and the folder is ours
 *  2. else judge the holder: one that may be at work is left alone, and we are refused
 *  3. one that has left its lock behind is taken over: move its file away; if what was moved is another's, who was quicker, put it back;
 *     else remove it and begin again
 *
 * Where the file is removed by hand, the logs themselves keep two runs apart: each of their files is made by one alone.
 */
export class CheckpointLock {
  readonly #folder: CheckpointFolder;
  readonly #processes: ProcessFacts;
  readonly #token: string;

  private constructor(folder: CheckpointFolder, processes: ProcessFacts, token: string) {
    this.#folder = folder;
    this.#processes = processes;
    this.#token = token;
  }

  /** Throws EXE-150, EXE-151 or EXE-152 where the folder is in use. */
  static async take(folder: CheckpointFolder, { processes, clock, random }: LockPorts): Promise<CheckpointLock> {
    const token = random.uuid();
    const { host, pid, thread } = processes;
    const mark = await processes.mark(pid);
    const since = new Date(clock.now()).toISOString();
    const own: LockHolder = { token, host, pid, process: mark === 'gone' ? null : mark, thread, since };
    for (let tries = 0; tries < TRIES_MAX; tries++) {
      processes.held.add(token);
      try {
        if (await folder.tryCreate(LOCK_FILE, encodeLock(own))) {
          await removeLeftovers(folder, processes);
          return new CheckpointLock(folder, processes, token);
        }
        await removeLeftBehind(folder, processes, `.${LOCK_FILE}.${token}.tmp`);
      } catch (error) {
        processes.held.delete(token);
        // Another start has tidied up before us.
        if (systemCode(error instanceof EngineError ? error.cause : error) !== 'ENOENT') throw error;
      }
    }
    processes.held.delete(token);
    throw new EngineError('EXE-152', { path: folder.path, file: LOCK_FILE });
  }

  /**
   * Gives the folder back, under the name that it has now. Never rejects: a lock that stays behind is one of a run that is known to have
   * ended.
   */
  async release(folder = this.#folder): Promise<void> {
    try {
      if ((await holderOf(folder))?.token === this.#token) await folder.remove([LOCK_FILE]);
    } catch {
      // The next start finds that nobody holds it.
    } finally {
      this.#processes.held.delete(this.#token);
    }
  }
}

/** Who uses a checkpoint folder now, or seems to: null where nobody does. Throws EXE-152 for a lock that cannot be read. */
export async function userOf(folder: CheckpointFolder, processes: ProcessFacts): Promise<EngineError | null> {
  const holder = await holderOf(folder);
  return holder === null ? null : refusalOf(holder, folder, processes);
}

async function removeLeftBehind(folder: CheckpointFolder, processes: ProcessFacts, aside: string): Promise<void> {
  const holder = await holderOf(folder);
  if (holder === null) return;
  const refusal = await refusalOf(holder, folder, processes);
  if (refusal !== null) throw refusal;
  if (!(await folder.tryRename(LOCK_FILE, aside))) return;
  const moved = parseLock((await folder.readText(aside)) ?? '');
  if (moved?.token !== holder.token) await folder.disk.publish(folder.pathOf(aside), folder.pathOf(LOCK_FILE));
  await folder.remove([aside]);
}

/**
 * Removes what broken-off starts have left of their locks. What others may be about to put back stays: that could be our own lock, moved
 * by one who took it for the one before.
 */
async function removeLeftovers(folder: CheckpointFolder, processes: ProcessFacts): Promise<void> {
  for (const name of await folder.list('')) {
    if (!name.startsWith(`.${LOCK_FILE}.`)) continue;
    const holder = parseLock((await folder.readText(name)) ?? '');
    if (holder !== null && (await refusalOf(holder, folder, processes)) === null) await folder.remove([name]);
  }
}

async function holderOf(folder: CheckpointFolder): Promise<LockHolder | null> {
  const text = await folder.readText(LOCK_FILE);
  if (text === null) return null;
  const holder = parseLock(text);
  if (holder === null) throw new EngineError('EXE-152', { path: folder.path, file: LOCK_FILE });
  return holder;
}

async function refusalOf(
  holder: LockHolder,
  folder: CheckpointFolder,
  processes: ProcessFacts,
): Promise<EngineError | null> {
  const { host, pid, since } = holder;
  const isHere = host === processes.host;
  const verdict = judgeLock(holder, processes, isHere ? await processes.mark(pid) : null);
  if (verdict === 'left-behind') return null;
  const params = { path: folder.path, file: LOCK_FILE, pid, host, since };
  return new EngineError(verdict === 'held' ? 'EXE-150' : 'EXE-151', params);
}

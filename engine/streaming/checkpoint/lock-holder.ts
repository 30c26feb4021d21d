import { parseObject } from './log-file.ts';
import type { ProcessFacts } from './process-facts.ts';

/** Who holds a checkpoint, as its file `lock` says. */
export interface LockHolder {
  /** Another for each lock. */
  readonly token: string;
  readonly host: string;
  readonly pid: number;
  /** Tells the process from others of the same number; null where its system did not say. */
  readonly process: string | null;
  readonly thread: number;
  /** When it was taken, ISO 8601. */
  readonly since: string;
}

export type LockVerdict = 'held' | 'left-behind' | 'of-another-host';

/**
 * Whether the holder may still be at work. On this machine a process that is gone, or whose number another one has now, has left its
 * lock behind; so has a thread of this process that came before this one, and this thread where it does not know of the lock.
 */
export function judgeLock(holder: LockHolder, facts: ProcessFacts, mark: string | null | 'gone'): LockVerdict {
  if (holder.host !== facts.host) return 'of-another-host';
  if (mark === 'gone') return 'left-behind';
  if (holder.process !== null && mark !== null && holder.process !== mark) return 'left-behind';
  if (holder.pid !== facts.pid || holder.thread > facts.thread) return 'held';
  return holder.thread === facts.thread && facts.held.has(holder.token) ? 'held' : 'left-behind';
}

export function encodeLock(holder: LockHolder): Uint8Array {
  return new TextEncoder().encode(`${JSON.stringify(holder)}\n`);
}

/** Null for a text that is no lock. */
export function parseLock(text: string): LockHolder | null {
  const { token, host, pid, process, thread, since } = parseObject(text) ?? {};
  if (typeof token !== 'string' || typeof host !== 'string' || typeof since !== 'string') return null;
  if (!isCount(pid) || !isCount(thread) || (process !== null && typeof process !== 'string')) return null;
  return { token, host, pid, process, thread, since };
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

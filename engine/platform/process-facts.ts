import { readFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import process from 'node:process';
import { threadId } from 'node:worker_threads';
import { systemCode } from '../base/system-code.ts';
import type { ProcessFacts } from '../streaming/checkpoint/process-facts.ts';

/** Letters of processes that run no more, but whose parents have not asked yet how they ended. */
const ENDED: ReadonlySet<string> = new Set(['Z', 'X', 'x']);

/** What the machine tells of its processes. */
export const nodeProcessFacts: ProcessFacts = {
  host: hostname(),
  pid: process.pid,
  thread: threadId,
  held: new Set(),

  async mark(pid) {
    if (!isRunning(pid)) return 'gone';
    if (process.platform !== 'linux') return null;
    const [boot, stat] = await Promise.all([bootId(), statOf(pid)]);
    if (stat === null) return null;
    return ENDED.has(stat.state) ? 'gone' : `${boot}:${stat.startTicks}`;
  },
};

/** A process of another user is there, too, though it takes no signal from us. */
function isRunning(pid: number): boolean {
  // Zero and less would mean whole groups of processes.
  if (pid < 1 || pid > 0x7fffffff) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return systemCode(error) === 'EPERM';
  }
}

/** The third and the 22nd field of a process' line, counted behind its name, which may hold blanks and brackets. */
async function statOf(pid: number): Promise<{ readonly state: string; readonly startTicks: string } | null> {
  const line = await textOf(`/proc/${pid}/stat`);
  const fields = line?.slice(line.lastIndexOf(')') + 2).split(' ') ?? [];
  const [state] = fields;
  const startTicks = fields[19];
  return state === undefined || startTicks === undefined ? null : { state, startTicks };
}

async function bootId(): Promise<string> {
  return (await textOf('/proc/sys/kernel/random/boot_id'))?.trim() ?? '';
}

async function textOf(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch {
    return null;
  }
}

import { existsSync, readdirSync, readFileSync } from 'node:fs';

/** What a process holds, as Linux tells it. */
export interface ProcessFigures {
  /** Resident memory in bytes. */
  readonly memory: number;
  readonly descriptors: number;
  readonly threads: number;
}

/** Whether this system tells. */
export const tellsFigures = existsSync('/proc/self/status');

/** Null for a process that is gone. */
export function figuresOf(pid: number): ProcessFigures | null {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const number = (name: string) => Number(new RegExp(`^${name}:\\s*(\\d+)`, 'm').exec(status)?.[1]);
    const descriptors = readdirSync(`/proc/${pid}/fd`).length;
    const [memory, threads] = [number('VmRSS') * 1024, number('Threads')];
    return Number.isFinite(memory + threads) ? { memory, descriptors, threads } : null;
  } catch {
    return null;
  }
}

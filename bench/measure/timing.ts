import process from 'node:process';

/** What a piece of work took, in milliseconds. */
export interface Timing {
  readonly ms: number;
  /** Processor time of the whole process meanwhile, over all threads. */
  readonly processorMs: number;
}

/** Starts timing; the function that it gives ends it. */
export function startTiming(): () => Timing {
  const usedBefore = process.cpuUsage();
  const began = performance.now();
  return () => {
    const ms = performance.now() - began;
    const { user, system } = process.cpuUsage(usedBefore);
    return { ms, processorMs: (user + system) / 1000 };
  };
}

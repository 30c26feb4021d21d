import type { ProcessFacts } from '../engine/streaming/checkpoint/process-facts.ts';

/** A process on a machine on which it is the only one that is left. */
export function processNumber(pid: number): ProcessFacts {
  const mark = async (asked: number) => (asked === pid ? `process ${pid}` : 'gone');
  return { host: 'machine', pid, thread: 0, mark, held: new Set() };
}

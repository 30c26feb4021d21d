import type { PhysicalQueryOptions } from '../engine/execution/create-physical-query.ts';
import { stageTaskOf } from '../engine/execution/parallel/stage-data.ts';
import { InProcessThreads } from '../engine/execution/parallel/testing/in-process-threads.ts';

/**
 * What runs a query: the interpreter alone; the compiler; the compiler with scanners of plain TypeScript; the compiler with its stages
 * cut into small ranges that two threads share.
 */
export const EXECUTORS = ['interpreter', 'compiler', 'scripted', 'parallel'] as const;

export type Executor = (typeof EXECUTORS)[number];

/** So small that most files of a case are cut in the middle of their lines. */
const RANGE_BYTES = 100;

/** The executor as options of a physical query. */
export function executionOf(executor: Executor): Pick<PhysicalQueryOptions, 'interpreted' | 'sharing' | 'scanBackend'> {
  switch (executor) {
    case 'interpreter':
      return { interpreted: true };
    case 'compiler':
      return { interpreted: false };
    case 'scripted':
      return { interpreted: false, scanBackend: 'script' };
    case 'parallel': {
      const threads = new InProcessThreads(2, stageTaskOf);
      return { interpreted: false, sharing: { threads, sharedBytesMin: 0, rangeBytes: RANGE_BYTES } };
    }
  }
}

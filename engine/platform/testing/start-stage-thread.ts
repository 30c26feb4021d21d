import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { StartStageThread } from '../../execution/parallel/stage-threads.ts';

const script = fileURLToPath(new URL('../../../scripts/stage-worker.mjs', import.meta.url));

/** Real worker threads for tests: their bundle is made once for each state of the sources. */
export function stageThreadStarter(): StartStageThread {
  const path = execFileSync(process.execPath, [script], { encoding: 'utf8' }).trim();
  return (options) => new Worker(path, options);
}

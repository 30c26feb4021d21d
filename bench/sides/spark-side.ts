import { execFile } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { BenchContext } from '../bench-context.ts';

const MS_MAX = 15 * 60_000;

/**
 * The lab as a stream on a local Spark, a thread a core, in one process: once unmeasured, then `rounds` times.
 *
 * @returns for each time the sum of the triggers' `triggerExecution`, in milliseconds
 */
export async function labStreamOnSpark(context: BenchContext, folder: string): Promise<number[]> {
  const python = await context.spark.python();
  context.say(`Spark ${context.spark.version} runs the lab as a stream ${context.measuring.rounds + 1} times`);
  const program = join(context.root, 'bench', 'spark', 'lab_stream.py');
  const args = [program, folder, String(availableParallelism()), String(context.measuring.rounds)];
  const { stdout } = await promisify(execFile)(python, args, { cwd: context.cache, timeout: MS_MAX });
  const times: { readonly triggerMs: number; readonly rows: number; readonly batches: number }[] = stdout
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line));
  const wrong = times.find(({ rows, batches }) => rows !== 100_000 || batches !== 50);
  if (times.length !== context.measuring.rounds || wrong !== undefined) throw new Error(`Spark gave ${stdout}`);
  return times.map(({ triggerMs }) => triggerMs);
}

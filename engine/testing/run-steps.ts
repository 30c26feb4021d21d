import { type RanBatch, type StreamRunSettings, withStream } from './stream-run.ts';
import type { ScriptNode } from './stream-script.ts';

/** Columns of the source `in`, unless a test says otherwise. */
const keyedFields = [
  { name: 'time', type: 'timestamp' },
  { name: 'key', type: 'string' },
  { name: 'value', type: 'int' },
];

/** Behind that source: rows may be ten seconds late. */
export const late: ScriptNode = {
  id: 'late',
  kind: 'watermark',
  config: { timeColumn: 'time', delay: '10 seconds' },
};

/**
 * The batches of a stream that is given rows step by step.
 *
 * @param restartAfter steps after which it is stopped and started again
 */
export async function runSteps(
  settings: Partial<StreamRunSettings> & Pick<StreamRunSettings, 'nodes'>,
  steps: readonly (readonly Record<string, unknown>[])[],
  restartAfter: readonly number[] = [],
): Promise<RanBatch[]> {
  const all: RanBatch[] = [];
  await withStream({ sources: { in: keyedFields }, ...settings }, async (stream) => {
    stream.start();
    for (const [index, step] of steps.entries()) {
      all.push(...(await stream.step({ in: step })));
      if (restartAfter.includes(index)) await stream.restart();
    }
  });
  return all;
}

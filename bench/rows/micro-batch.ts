import type { BenchContext, BenchRow } from '../bench-context.ts';
import { quantile } from '../measure/statistics.ts';
import type { ResultLine } from '../report/result-line.ts';
import { timeText } from '../report/words.ts';
import { hourlyCounts, labFields, pipeline } from './pipeline.ts';

const BATCHES = 5000;
/** While the compiler of the machine's language still works. */
const LEFT_OUT = 200;
const P50_MAX = 0.5;
const P99_MAX = 2;

/** What a micro-batch of one row costs from one report to the next, without a checkpoint. */
export const microBatchRow: BenchRow = {
  id: 'micro-batch',
  async run(context) {
    const gaps = await batchTimes(context);
    const line = (name: string, q: number, atMost: number): ResultLine => {
      const value = quantile(gaps, q);
      return {
        work: `one-row micro-batches of the lab query, ${BATCHES.toLocaleString('en')} in a row, no checkpoint: ${name}`,
        ours: timeText(value),
        against: '',
        figure: timeText(value),
        gate: `at most ${atMost} ms`,
        mark: value <= atMost ? 'pass' : 'short',
      };
    };
    return [line('p50', 0.5, P50_MAX), line('p99', 0.99, P99_MAX)];
  },
};

async function batchTimes(context: BenchContext): Promise<number[]> {
  const millrace = await context.sides.startMillrace(1);
  const batches = Array.from({ length: BATCHES }, (_, i) => [
    { time: 1_469_501_107 + i * 30, action: i % 2 === 0 ? 'Open' : 'Close' },
  ]);
  const document = pipeline([
    { id: 'events', kind: 'rows-source', config: { fields: labFields, batches } },
    ...hourlyCounts,
  ]);
  const { reportedMs, inputRows } = await millrace.call('run', { document, mode: 'streaming' });
  if (inputRows !== BATCHES || reportedMs.length !== BATCHES) {
    throw new Error(`${inputRows} rows in ${reportedMs.length} batches`);
  }
  return reportedMs.slice(LEFT_OUT).map((atMs, i) => atMs - (reportedMs[LEFT_OUT + i - 1] ?? 0));
}

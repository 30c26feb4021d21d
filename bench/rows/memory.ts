import type { BenchRow } from '../bench-context.ts';
import { labEvents } from '../data/lab-events.ts';
import { linkedCopies } from '../data/linked-copies.ts';
import { summarize } from '../measure/statistics.ts';
import type { ResultLine } from '../report/result-line.ts';
import { bytesText, rowsText } from '../report/words.ts';
import { labPipeline } from './pipeline.ts';

const COPIES = 55;
const QUICK_COPIES = 30;
const BYTES_MAX = 300_000_000;
/** How much more the last third may need than the second, for "flat". */
const GROWTH_MAX = 0.05;

/** Resident memory of Millrace's process while 20 GB go through the lab query: one file under many names, on two workers. */
export const memoryRow: BenchRow = {
  id: 'memory',
  async run(context) {
    const one = context.provide(labEvents(context.root, context.isQuick ? 1_000_000 : 10_000_000, 1));
    const data = linkedCopies(context.cache, one, 'lab-memory', context.isQuick ? QUICK_COPIES : COPIES);
    const millrace = await context.sides.startMillrace(2);
    await millrace.call('run', { document: labPipeline(one.folder), mode: 'batch' });
    const result = await millrace.call('run', {
      document: labPipeline(data.folder),
      mode: 'batch',
      watchesMemory: true,
    });
    if (result.inputRows !== data.rows) throw new Error(`Millrace read ${result.inputRows} rows of ${data.rows}`);
    const { memory } = result;
    if (memory.length < 3) throw new Error('too short a run to see its memory');
    const { min, median, max } = summarize(memory);
    const third = Math.floor(memory.length / 3);
    const growth =
      summarize(memory.slice(-third)).median / summarize(memory.slice(third, memory.length - third)).median - 1;
    const work = `memory of the process, lab query over ${rowsText(data.rows)}, ${bytesText(data.bytes)}, 2 workers`;
    const ours = `${bytesText(median)} (${bytesText(min)} to ${bytesText(max)})`;
    const lines: ResultLine[] = [
      {
        work: `${work}: most`,
        ours,
        against: '',
        figure: bytesText(max),
        gate: `under ${bytesText(BYTES_MAX)}`,
        mark: max < BYTES_MAX ? 'pass' : 'short',
      },
      {
        work: `${work}: last third next to the second`,
        ours,
        against: '',
        figure: `${growth >= 0 ? '+' : ''}${(growth * 100).toFixed(1)} %`,
        gate: `flat: at most +${GROWTH_MAX * 100} %`,
        mark: growth <= GROWTH_MAX ? 'pass' : 'short',
      },
    ];
    return lines;
  },
};

import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { BenchRow } from '../bench-context.ts';
import { type Contender, interleave } from '../measure/interleave.ts';
import type { ResultLine } from '../report/result-line.ts';
import { ratioText, summaryText } from '../report/words.ts';
import { files, hourlyCounts, labFields, pipeline } from './pipeline.ts';

const FILES = 50;

/** The lab as a stream with a checkpoint next to one without. */
export const checkpointedStreamRow: BenchRow = {
  id: 'checkpoint-stream',
  async run(context) {
    const folder = join(context.root, 'assets', 'samples', 'lab5');
    const work = join(context.cache, 'checkpointed-stream');
    const millrace = await context.sides.startMillrace(1);
    const document = pipeline([
      ...files(folder, labFields, { format: 'json', maxFilesPerTrigger: 1 }),
      ...hourlyCounts,
    ]);
    const contender = (name: string, checkpoint?: string): Contender => ({
      name,
      async run() {
        rmSync(work, { recursive: true, force: true });
        const result = await millrace.call('run', { document, mode: 'streaming', checkpoint });
        const { inputRows, reportedMs } = result;
        if (inputRows !== 100_000 || reportedMs.length !== FILES) {
          throw new Error(`${inputRows} rows in ${reportedMs.length} batches`);
        }
        return context.timeOf(result);
      },
    });
    const [kept, free] = await interleave([contender('with', work), contender('without')], context.measuring);
    rmSync(work, { recursive: true, force: true });
    if (kept === undefined || free === undefined) throw new Error('nothing was measured');
    const line: ResultLine = {
      work: `lab as a stream, ${FILES} triggers of one file, 100,000 rows: with a checkpoint next to without`,
      ours: summaryText(kept),
      against: `without ${summaryText(free)}`,
      figure: ratioText(kept.median / free.median),
      gate: '',
      mark: 'shown',
    };
    return [line];
  },
};

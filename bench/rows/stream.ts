import { join } from 'node:path';
import type { BenchContext, BenchRow } from '../bench-context.ts';
import { type Summary, summarize } from '../measure/statistics.ts';
import type { ResultLine } from '../report/result-line.ts';
import { ratioText, summaryText, timeText } from '../report/words.ts';
import { labStreamOnSpark } from '../sides/spark-side.ts';
import { files, hourlyCounts, labFields, pipeline } from './pipeline.ts';

const FILES = 50;
const MS_MAX = 150;
const SPARK_RATIO_MIN = 50;

/** The lab as a stream: 50 triggers of one file each. */
export const streamRow: BenchRow = {
  id: 'stream',
  async run(context) {
    const folder = join(context.root, 'assets', 'samples', 'lab5');
    const ours = await labStream(context, folder);
    const work = `lab as a stream, ${FILES} triggers of one file, 100,000 rows`;
    const own: ResultLine = {
      work: `${work}: the run from its call to its end`,
      ours: summaryText(ours),
      against: '',
      figure: timeText(ours.median),
      gate: `under ${MS_MAX} ms`,
      mark: ours.median < MS_MAX ? 'pass' : 'short',
    };
    return [own, await againstSpark(context, work, folder, ours)];
  },
};

async function labStream(context: BenchContext, folder: string): Promise<Summary> {
  const millrace = await context.sides.startMillrace(1);
  const document = pipeline([...files(folder, labFields, { format: 'json', maxFilesPerTrigger: 1 }), ...hourlyCounts]);
  const times: number[] = [];
  for (let round = 0; round <= context.measuring.rounds; round++) {
    const result = await millrace.call('run', { document, mode: 'streaming' });
    const { reportedMs, inputRows } = result;
    if (reportedMs.length !== FILES || inputRows !== 100_000) {
      throw new Error(`${inputRows} rows in ${reportedMs.length} batches`);
    }
    if (round > 0) times.push(context.timeOf(result));
  }
  return summarize(times);
}

/** Spark runs beside nothing else, in a process of its own, with a thread a core. */
async function againstSpark(context: BenchContext, work: string, folder: string, ours: Summary): Promise<ResultLine> {
  const line = { work: `${work}: against Spark ${context.spark.version}`, gate: `at least ${SPARK_RATIO_MIN}x` };
  const missing = context.isQuick ? 'left out of a quick run' : await context.spark.missing();
  if (missing !== null) {
    return { ...line, ours: summaryText(ours), against: 'Spark', figure: '', mark: 'skipped', note: missing };
  }
  const spark = summarize(await labStreamOnSpark(context, folder));
  const ratio = spark.median / ours.median;
  return {
    ...line,
    ours: summaryText(ours),
    against: `Spark ${summaryText(spark)}`,
    figure: ratioText(ratio),
    mark: ratio >= SPARK_RATIO_MIN ? 'pass' : 'short',
  };
}

import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BenchContext, BenchRow } from '../bench-context.ts';
import { quantile, type Summary, summarize } from '../measure/statistics.ts';
import type { ResultLine } from '../report/result-line.ts';
import { ratioText, rowsText, summaryText, timeText } from '../report/words.ts';
import { files, pipeline } from './pipeline.ts';

const BATCHES = 200;
const QUICK_BATCHES = 60;
/** The batch that makes the groups, and those in which compilers are still at work. */
const LEFT_OUT = 30;
const TOUCHED = 10;
const SMALL = 1000;
const LARGE = 1_000_000;
const RATIO_MAX = 1.5;

/** What a batch with a checkpoint costs that touches ten groups of a thousand, and of a million. */
export const deltaRow: BenchRow = {
  id: 'delta',
  async run(context) {
    const [small, large] = [await batchTimes(context, SMALL), await batchTimes(context, LARGE)];
    const ratio = large.median / small.median;
    const line: ResultLine = {
      work: `micro-batches with a checkpoint that touch ${TOUCHED} groups: with ${rowsText(LARGE).replace('rows', 'groups')} of state next to ${SMALL.toLocaleString('en')}`,
      ours: `${summaryText(large)}, mean ${timeText(large.mean)}`,
      against: `${SMALL.toLocaleString('en')} groups ${summaryText(small)}, mean ${timeText(small.mean)}`,
      figure: ratioText(ratio),
      gate: `at most ${RATIO_MAX}x`,
      mark: ratio <= RATIO_MAX ? 'pass' : 'short',
    };
    return [line];
  },
};

/** Median and where nine tenths lie; the mean holds the snapshots. */
async function batchTimes(context: BenchContext, groups: number): Promise<Summary & { readonly mean: number }> {
  const batches = (context.isQuick ? QUICK_BATCHES : BATCHES) + LEFT_OUT;
  const work = join(context.cache, 'delta');
  const input = join(work, 'input');
  rmSync(work, { recursive: true, force: true });
  mkdirSync(input, { recursive: true });
  const line = (group: number) => `{"user":"u-${group}","amount":1}\n`;
  const fileOf = (batch: number) => join(input, `${String(batch).padStart(5, '0')}.json`);
  writeFileSync(fileOf(0), Array.from({ length: groups }, (_, group) => line(group)).join(''));
  for (let batch = 1; batch < batches; batch++) {
    const touched = Array.from({ length: TOUCHED }, (_, i) => (batch * 7919 + i * 104_729) % groups);
    writeFileSync(fileOf(batch), touched.map(line).join(''));
  }
  const source = files(input, [{ name: 'user', type: 'string' }], { format: 'json', maxFilesPerTrigger: 1 });
  const document = pipeline(
    [
      ...source,
      { id: 'counts', kind: 'group-by', config: { keys: ['user'], aggregates: [{ function: 'count' }] } },
      { id: 'often', kind: 'filter', config: { condition: 'count > 1' } },
    ],
    'update',
  );
  const millrace = await context.sides.startMillrace(1);
  const { reportedMs, stateRows } = await millrace.call('run', {
    document,
    mode: 'streaming',
    checkpoint: join(work, 'checkpoint'),
  });
  rmSync(work, { recursive: true, force: true });
  if (stateRows !== groups || reportedMs.length !== batches) {
    throw new Error(`${stateRows} groups after ${reportedMs.length} batches`);
  }
  const times = reportedMs.slice(LEFT_OUT).map((atMs, i) => atMs - (reportedMs[LEFT_OUT + i - 1] ?? 0));
  const mean = times.reduce((sum, time) => sum + time, 0) / times.length;
  return { ...summarize(times), min: quantile(times, 0.05), max: quantile(times, 0.95), mean };
}

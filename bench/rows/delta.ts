import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BenchContext, BenchRow } from '../bench-context.ts';
import { quantile } from '../measure/statistics.ts';
import type { ResultLine } from '../report/result-line.ts';
import { middleText, ratioText, rowsText, timeText } from '../report/words.ts';
import type { MillraceSide } from '../sides/millrace-side.ts';
import type { SideProcess } from '../sides/side-process.ts';
import { files, pipeline } from './pipeline.ts';

const ROUNDS = 3;
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
    const times = { small: [] as number[], large: [] as number[] };
    const millrace = await context.sides.startMillrace(1);
    // In turns, so that a machine that is busy for a while is so for both.
    for (let round = 0; round < ROUNDS; round++) {
      times.small.push(...(await batchTimes(context, millrace, SMALL)));
      times.large.push(...(await batchTimes(context, millrace, LARGE)));
    }
    const ratio = quantile(times.large, 0.5) / quantile(times.small, 0.5);
    const line: ResultLine = {
      work: `micro-batches with a checkpoint that touch ${TOUCHED} groups: with ${rowsText(LARGE).replace('rows', 'groups')} of state next to ${SMALL.toLocaleString('en')}`,
      ours: timesText(times.large),
      against: `${SMALL.toLocaleString('en')} groups ${timesText(times.small)}`,
      figure: ratioText(ratio),
      gate: `at most ${RATIO_MAX}x`,
      mark: ratio <= RATIO_MAX ? 'pass' : 'short',
    };
    return [line];
  },
};

/** Times from one report to the next, those of the first batches left out. */
async function batchTimes(
  context: BenchContext,
  millrace: SideProcess<MillraceSide>,
  groups: number,
): Promise<readonly number[]> {
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
  const { reportedMs, stateRows } = await millrace.call('run', {
    document,
    mode: 'streaming',
    checkpoint: join(work, 'checkpoint'),
  });
  rmSync(work, { recursive: true, force: true });
  if (stateRows !== groups || reportedMs.length !== batches) {
    throw new Error(`${stateRows} groups after ${reportedMs.length} batches`);
  }
  return reportedMs.slice(LEFT_OUT).map((atMs, i) => atMs - (reportedMs[LEFT_OUT + i - 1] ?? 0));
}

/** The mean holds the snapshots. */
function timesText(times: readonly number[]): string {
  const mean = times.reduce((sum, time) => sum + time, 0) / times.length;
  return `${middleText(times)}, mean ${timeText(mean)}`;
}

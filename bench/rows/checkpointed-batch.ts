import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { BenchContext, BenchRow } from '../bench-context.ts';
import { oneRowFiles } from '../data/one-row-files.ts';
import { filesBelow, newFiles } from '../measure/new-files.ts';
import { quantile } from '../measure/statistics.ts';
import type { ResultLine } from '../report/result-line.ts';
import { middleText, ratioText, timeText } from '../report/words.ts';
import { files, hourlyCounts, labFields, type NodeSpec, pipeline, pipelineInto } from './pipeline.ts';

const BATCHES = 400;
const QUICK_BATCHES = 120;
/** While the compiler of the machine's language still works. */
const LEFT_OUT = 50;
const RATIO_MAX = 3;

/** What a micro-batch of one row costs with a checkpoint, next to the bare writes that make its files outlast a power cut. */
export const checkpointedBatchRow: BenchRow = {
  id: 'checkpoint',
  async run(context) {
    const batches = context.isQuick ? QUICK_BATCHES : BATCHES;
    // One more than is measured, for the batch whose files are counted.
    const { folder } = context.provide(oneRowFiles(batches + 1));
    const source = files(folder, labFields, { format: 'json', maxFilesPerTrigger: 1 });
    const work = join(context.cache, 'checkpointed-batch');
    const output = join(work, 'output');
    const counted = pipeline([...source, ...hourlyCounts]);
    const written = pipelineInto([...source, ...eachOnce], {
      id: 'out',
      kind: 'file-sink',
      config: { path: output, format: 'json' },
    });
    return [
      await measure(context, work, batches, counted, 'counts by hour into a memory sink'),
      await measure(context, work, batches, written, 'each row once into a file sink'),
    ];
  },
};

const eachOnce: readonly NodeSpec[] = [
  { id: 'timed', kind: 'watermark', config: { timeColumn: 'time', delay: '10 minutes' } },
  { id: 'once', kind: 'deduplicate', config: { columns: ['time', 'action'] } },
];

async function measure(
  context: BenchContext,
  work: string,
  batches: number,
  document: unknown,
  what: string,
): Promise<ResultLine> {
  const millrace = await context.sides.startMillrace(1);
  const bareFolder = join(work, 'bare');
  const run = (maxBatches: number) =>
    millrace.call('run', { document, mode: 'streaming', checkpoint: join(work, 'checkpoint'), maxBatches });
  const ours: number[] = [];
  const bare: number[] = [];
  let made = new Map<string, number>();
  for (let round = 0; round <= context.measuring.rounds; round++) {
    rmSync(work, { recursive: true, force: true });
    mkdirSync(bareFolder, { recursive: true });
    const { reportedMs, inputRows } = await run(batches);
    if (inputRows !== batches) throw new Error(`${inputRows} rows in ${reportedMs.length} batches`);
    const before = filesBelow(work);
    await run(1);
    made = newFiles(before, filesBelow(work));
    if (made.size < 4) throw new Error(`a batch has made ${[...made.keys()].join(', ') || 'no files'}`);
    const sizes = [...made.values()];
    const plain: number[] = [];
    for (let i = LEFT_OUT; i < batches; i++) plain.push(await millrace.call('publish', { folder: bareFolder, sizes }));
    if (round === 0) continue;
    ours.push(...reportedMs.slice(LEFT_OUT).map((atMs, i) => atMs - (reportedMs[LEFT_OUT + i - 1] ?? 0)));
    bare.push(...plain);
  }
  rmSync(work, { recursive: true, force: true });
  const ratio = quantile(ours, 0.5) / quantile(bare, 0.5);
  const bytes = [...made.values()].reduce((sum, size) => sum + size, 0);
  return {
    work: `one-row micro-batches with a checkpoint, ${what}: next to the bare writes of its ${made.size} files, ${bytes} bytes`,
    ours: `${middleText(ours)}, mean ${timeText(meanOf(ours))}`,
    against: `bare writes ${middleText(bare)}, mean ${timeText(meanOf(bare))}`,
    figure: ratioText(ratio),
    gate: `at most ${RATIO_MAX}x`,
    mark: ratio <= RATIO_MAX ? 'pass' : 'short',
  };
}

function meanOf(times: readonly number[]): number {
  return times.reduce((sum, time) => sum + time, 0) / times.length;
}

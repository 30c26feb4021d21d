import { linkSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { BenchContext, BenchRow } from '../bench-context.ts';
import { distinctUsers, userLine } from '../data/user-events.ts';
import { filesBelow } from '../measure/new-files.ts';
import { summarize } from '../measure/statistics.ts';
import type { ResultLine } from '../report/result-line.ts';
import { bytesText, rowsText, summaryText, timeText } from '../report/words.ts';
import { files, pipelineInto } from './pipeline.ts';

const KEYS = 10_000_000;
const QUICK_KEYS = 200_000;
/** After so many batches the first snapshot is due. */
const LARGE_BATCHES = 10;
/** Batches since the snapshot, each of which leaves a delta to be read. */
const SMALL_BATCHES = 5;
const SMALL_ROWS = 1000;
const STATE_BYTES_MIN = 1_000_000_000;
const ROUNDS = 3;
const RECOVERY_MS_MAX = 10_000;
const STOP_MS_MAX = 2000;

/** How long a new process takes to go on where a query with a gigabyte of state was ended, and to stop amid that. */
export const recoveryRow: BenchRow = {
  id: 'recovery',
  async run(context) {
    const work = join(context.cache, 'recovery');
    rmSync(work, { recursive: true, force: true });
    try {
      return await measure(context, work);
    } finally {
      rmSync(work, { recursive: true, force: true });
    }
  },
};

async function measure(context: BenchContext, work: string): Promise<readonly ResultLine[]> {
  const keys = context.isQuick ? QUICK_KEYS : KEYS;
  const input = new Input(join(work, 'input'), keys);
  input.link(context.provide(distinctUsers(keys, LARGE_BATCHES)).files);
  const run = { document: document(input.folder), mode: 'streaming', checkpoint: join(work, 'checkpoint') } as const;
  const builder = await context.sides.startMillrace(1);
  await builder.call('run', run);
  for (let i = 0; i < SMALL_BATCHES; i++) input.add(SMALL_ROWS);
  const { stateBytes, stateRows } = await builder.call('run', run);
  if (stateRows !== keys) throw new Error(`${stateRows} groups of ${keys}`);
  if (!context.isQuick && stateBytes < STATE_BYTES_MIN) throw new Error(`only ${bytesText(stateBytes)} of state`);
  await context.sides.endAll();
  const times: number[] = [];
  let most = 0;
  for (let round = 0; round < ROUNDS; round++) {
    input.add(1);
    const began = performance.now();
    const millrace = await context.sides.startMillrace(1);
    const startedMs = performance.now() - began;
    const { reportedMs, inputRows, memory } = await millrace.call('run', { ...run, watchesMemory: true });
    await context.sides.endAll();
    if (inputRows !== 1) throw new Error(`${inputRows} rows in place of the new one`);
    times.push(startedMs + (reportedMs[0] ?? 0));
    most = memory.reduce((a, b) => Math.max(a, b), most);
  }
  const recovery = summarize(times);
  input.add(1);
  const stopped = await context.sides.startMillrace(1);
  const stopMs = await stopped.call('stopSession', { ...run, afterMs: recovery.median / 3 });
  if (stopMs === null) throw new Error('the run had ended before it was stopped');
  const onDisk = [...filesBelow(join(run.checkpoint, 'out', 'state')).values()].reduce((sum, size) => sum + size, 0);
  const state = `${bytesText(stateBytes)} of state (${rowsText(keys).replace('rows', 'groups')}, ${bytesText(onDisk)} of files, ${SMALL_BATCHES} deltas and more since the snapshot)`;
  return [
    {
      work: `recovery of ${state}: from the start of the process to the report of a new batch of one row`,
      ours: `${summaryText(recovery)}, the process at its most ${bytesText(most)}`,
      against: '',
      figure: timeText(recovery.median),
      gate: `under ${RECOVERY_MS_MAX / 1000} s`,
      mark: recovery.median < RECOVERY_MS_MAX ? 'pass' : 'short',
    },
    {
      work: `recovery of ${bytesText(stateBytes)} of state: stopping the session amid it`,
      ours: timeText(stopMs),
      against: '',
      figure: timeText(stopMs),
      gate: `under ${STOP_MS_MAX / 1000} s`,
      mark: stopMs < STOP_MS_MAX ? 'pass' : 'short',
    },
  ];
}

/** Counts that never reach the console, which takes up a checkpoint in any output mode. */
function document(folder: string): unknown {
  const amount = ['sum', 'min', 'max', 'avg'].map((name) => ({ function: name, expr: 'amount', as: name }));
  const twice = ['sum', 'max'].map((name) => ({ function: name, expr: 'amount * 2', as: `${name}-of-twice` }));
  return pipelineInto(
    [
      ...files(
        folder,
        [
          { name: 'user', type: 'string' },
          { name: 'amount', type: 'bigint' },
        ],
        { format: 'json', maxFilesPerTrigger: 1 },
      ),
      {
        id: 'totals',
        kind: 'group-by',
        config: { keys: ['user'], aggregates: [{ function: 'count', as: 'count' }, ...amount, ...twice] },
      },
      { id: 'none', kind: 'filter', config: { condition: 'count < 0' } },
    ],
    { id: 'out', kind: 'console-sink', config: { outputMode: 'update' } },
    { memoryLimit: '6 GB' },
  );
}

/** The folder that the query reads: the large files, and small ones that touch some of their groups. */
class Input {
  readonly folder: string;
  readonly #keys: number;
  #added = 0;

  constructor(folder: string, keys: number) {
    this.folder = folder;
    this.#keys = keys;
    mkdirSync(folder, { recursive: true });
  }

  link(paths: readonly string[]): void {
    for (const path of paths) linkSync(path, join(this.folder, basename(path)));
  }

  add(rows: number): void {
    const text = Array.from({ length: rows }, (_, row) => `${userLine((row * 7919 + this.#added) % this.#keys, 1)}\n`);
    writeFileSync(join(this.folder, `small-${String(this.#added++).padStart(4, '0')}.json`), text.join(''));
  }
}

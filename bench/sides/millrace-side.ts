/** Millrace's side: pipelines through the session, as the command line and the app run them. */
import { dirname, join } from 'node:path';
import process from 'node:process';
import { Worker } from 'node:worker_threads';
import { createSession, type Session } from '../../engine/session.ts';
import { publishPlainly } from '../measure/publish-plainly.ts';
import { startTiming, type Timing } from '../measure/timing.ts';
import { serveSide } from './serve-side.ts';

/** Time between two looks at the process's memory, in milliseconds. */
const SAMPLE_MS = 100;
const ROWS_MAX = 100_000;

const stageWorker = join(dirname(__filename), 'stage-worker.cjs');

let session: Session | null = null;
/** For names that are new. */
let publishedFiles = 0;

export interface PipelineRun {
  /** The document, as it stands in a file. */
  readonly document: unknown;
  readonly mode: 'batch' | 'streaming';
  readonly interpreted?: boolean | undefined;
  /** Looks at the memory of the process while it runs. */
  readonly watchesMemory?: boolean | undefined;
  /** Folder of the checkpoint; none is kept where it is left out. */
  readonly checkpoint?: string | undefined;
  /** Ends after so many micro-batches. */
  readonly maxBatches?: number | undefined;
}

export interface StoppedRun extends Pick<PipelineRun, 'document' | 'checkpoint'> {
  /** `batch` where it is left out. */
  readonly mode?: PipelineRun['mode'] | undefined;
  readonly afterMs: number;
}

/** Timed from the call of `run` to the end of all queries. */
export interface PipelineResult extends Timing {
  /** When each batch's report came, in milliseconds since the call. */
  readonly reportedMs: readonly number[];
  /** Time of each batch as its report has it, in whole milliseconds. */
  readonly triggerMs: readonly number[];
  /** Resident memory of the process by `SAMPLE_MS`, in bytes; empty unless watched. */
  readonly memory: readonly number[];
  /** Rows that entered, over all batches. */
  readonly inputRows: number;
  /** Groups and bytes that the state holds after the last batch, over all operators. */
  readonly stateRows: number;
  readonly stateBytes: number;
}

const operations = {
  /** With more than one thread, large batches are shared out to so many workers. */
  async open({ threads }: { readonly threads: number }): Promise<void> {
    session = await createSession({ threads, startStageThread: (options) => new Worker(stageWorker, options) });
  },

  /** Runs the pipeline's only query to its end. Rejects with what it failed with. */
  async run(asked: PipelineRun): Promise<PipelineResult> {
    const { document, mode, interpreted, watchesMemory, checkpoint, maxBatches } = asked;
    const reportedMs: number[] = [];
    const triggerMs: number[] = [];
    const memory: number[] = [];
    let inputRows = 0;
    let stateRows = 0;
    let stateBytes = 0;
    const look = () => memory.push(process.memoryUsage.rss());
    const sampler = watchesMemory === true ? setInterval(look, SAMPLE_MS) : undefined;
    const end = startTiming();
    const began = performance.now();
    const run = await opened().run(
      document,
      { baseDirectory: '/', mode, follow: false, interpreted, checkpointDirectory: checkpoint, maxBatches },
      {
        progress({ progress }) {
          reportedMs.push(performance.now() - began);
          triggerMs.push(progress.durationMs.triggerExecution ?? 0);
          inputRows += progress.numInputRows;
          stateRows = progress.stateOperators.reduce((sum, state) => sum + state.numRowsTotal, 0);
          stateBytes = progress.stateOperators.reduce((sum, state) => sum + state.memoryUsedBytes, 0);
        },
      },
    );
    await run.awaitTermination();
    const timing = end();
    clearInterval(sampler);
    const failed = run.snapshot().queries.find(({ exception }) => exception !== null);
    if (failed !== undefined) throw new Error(failed.exception?.message);
    return { ...timing, reportedMs, triggerMs, memory, inputRows, stateRows, stateBytes };
  },

  /** Starts the pipeline, and stops it after `afterMs`. @returns milliseconds from the stop to its end */
  async stop({ document, mode = 'batch', checkpoint, afterMs }: StoppedRun): Promise<number> {
    const options = { baseDirectory: '/', mode, follow: false, checkpointDirectory: checkpoint };
    const run = await opened().run(document, options);
    await new Promise((resolve) => setTimeout(resolve, afterMs));
    if (!run.snapshot().isActive) throw new Error('the run had ended before it was stopped');
    const began = performance.now();
    await run.stop();
    return performance.now() - began;
  },

  /**
   * Ends the session while the pipeline runs. The side is of no use afterwards.
   *
   * @returns milliseconds from the call to its end; null where the run had ended before
   */
  async stopSession({ document, mode = 'batch', checkpoint, afterMs }: StoppedRun): Promise<number | null> {
    const options = { baseDirectory: '/', mode, follow: false, checkpointDirectory: checkpoint };
    const run = await opened().run(document, options);
    await new Promise((resolve) => setTimeout(resolve, afterMs));
    const isActive = run.snapshot().isActive;
    const began = performance.now();
    await opened().stop();
    session = null;
    const ms = performance.now() - began;
    const failed = run.snapshot().queries.find(({ exception }) => exception !== null);
    if (failed !== undefined) throw new Error(failed.exception?.message);
    return isActive ? ms : null;
  },

  /** Makes files of these sizes outlast a power cut in `folder`, in the plainest way there is. @returns milliseconds for all */
  publish({ folder, sizes }: { readonly folder: string; readonly sizes: readonly number[] }): number {
    const began = performance.now();
    for (const [i, size] of sizes.entries()) publishPlainly(folder, `${publishedFiles + i}`, new Uint8Array(size));
    publishedFiles += sizes.length;
    return performance.now() - began;
  },

  /** The rows of an answer, every value as text. */
  async answer({ sql }: { readonly sql: string }): Promise<string[][]> {
    const { rows } = await opened().sql(sql, ROWS_MAX);
    return rows.map((row) => row.map(String));
  },

  /** @returns milliseconds that an answer took */
  async ask({ sql }: { readonly sql: string }): Promise<number> {
    const began = performance.now();
    await opened().sql(sql, ROWS_MAX);
    return performance.now() - began;
  },
};

function opened(): Session {
  if (session === null) throw new Error('open first');
  return session;
}

export type MillraceSide = typeof operations;

serveSide(operations);

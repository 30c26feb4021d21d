/** The app's arrangement: the engine on a thread of its own, whose main thread does nothing but wait for events. */
import { once } from 'node:events';
import { dirname, join } from 'node:path';
import { type IntervalHistogram, monitorEventLoopDelay } from 'node:perf_hooks';
import { Worker } from 'node:worker_threads';
import type { MillraceSide } from './millrace-side.ts';
import { serveSide } from './serve-side.ts';
import type { InputOf, OutputOf, Reply, Request } from './side-protocol.ts';

/** How often the main thread's clock should strike, in milliseconds. */
const RESOLUTION_MS = 1;

let engine: Worker | null = null;

export interface Delays {
  /** Longest times that an event of the main thread had to wait, in milliseconds. */
  readonly p99Ms: number;
  readonly maxMs: number;
}

const operations = {
  async open(input: InputOf<MillraceSide, 'open'>): Promise<void> {
    engine = new Worker(join(dirname(__filename), 'millrace-side.cjs'));
    await call('open', input);
  },

  /** Runs a pipeline and watches the main thread meanwhile. */
  async run(input: InputOf<MillraceSide, 'run'>): Promise<Delays & OutputOf<MillraceSide, 'run'>> {
    const delays = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
    delays.enable();
    const result = (await call('run', input)) as OutputOf<MillraceSide, 'run'>;
    delays.disable();
    return { ...result, ...waits(delays) };
  },

  /** Starts a pipeline and stops it while it runs. */
  async stop(input: InputOf<MillraceSide, 'stop'>): Promise<OutputOf<MillraceSide, 'stop'>> {
    return (await call('stop', input)) as OutputOf<MillraceSide, 'stop'>;
  },
};

/** What an event waited beyond the strike that was due. */
function waits(delays: IntervalHistogram): Delays {
  const beyond = (nanoseconds: number) => Math.max(0, nanoseconds / 1e6 - RESOLUTION_MS);
  return { p99Ms: beyond(delays.percentile(99)), maxMs: beyond(delays.max) };
}

async function call(operation: keyof MillraceSide, input: unknown): Promise<unknown> {
  if (engine === null) throw new Error('open first');
  const answered = once(engine, 'message');
  engine.postMessage({ operation, input } satisfies Request);
  const [reply]: Reply[] = await answered;
  if (reply === undefined || 'error' in reply) throw new Error(reply?.error);
  return reply.value;
}

export type ResponsiveSide = typeof operations;

serveSide(operations);

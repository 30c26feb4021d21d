import type { StageReply, StageRequest } from './stage-messages.ts';

/** The part of a `Worker` of `node:worker_threads` that is used. */
export interface StageWorker {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (message: unknown) => void): unknown;
  on(event: 'messageerror', listener: (error: unknown) => void): unknown;
  on(event: 'error', listener: (error: unknown) => void): unknown;
  on(event: 'exit', listener: (exitCode: number) => void): unknown;
  /** Whether the process may end while the thread is there: with `unref` it may. */
  ref(): void;
  unref(): void;
  terminate(): Promise<unknown>;
}

/** What a host is to give a thread besides its code; options of a `Worker` of `node:worker_threads`. */
export interface StageWorkerOptions {
  readonly name: string;
  readonly resourceLimits: { readonly maxOldGenerationSizeMb: number; readonly stackSizeMb: number };
}

/** Starts a thread that runs the bundle of `engine/platform/stage-worker.ts`. */
export type StartStageThread = (options: StageWorkerOptions) => StageWorker;

/** A thread that serves stages. */
export interface StageThread {
  /**
   * Requests are answered in order; many may be under way. Rejects with EXE-135 or EXE-136 where the thread ends before it
   * answers; the thread is of no use afterwards.
   */
  request(request: StageRequest): Promise<StageReply>;
  /** Stages that it holds, the one used last at the end. Kept by whoever sends requests. */
  readonly openStages: number[];
}

/** Threads for one batch. */
export interface LentThreads {
  readonly threads: readonly StageThread[];
  /** Ends them, whatever they do. Never rejects. */
  end(): Promise<void>;
}

/** Threads for stages. They are started when they are first asked for, and kept. */
export interface StageThreads {
  /** At most so many work at a time; 1 means that stages run on the engine's thread. */
  readonly count: number;
  /** Whether there are threads already, so that asking for them costs nothing. */
  readonly isStarted: boolean;
  /** The threads, as many as asked for; one that has ended is replaced. */
  take(count: number): readonly StageThread[];
  /** New threads that nobody else is given, as many as asked for; whoever takes them ends them. */
  takeAlone(count: number): LentThreads;
  /** Ends all threads. */
  stop(): Promise<void>;
}

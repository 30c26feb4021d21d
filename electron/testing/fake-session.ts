/** A session for tests of the host: it does what the test sets, and counts rows when told to. */
import type { Breakpoint, PeekedRows, PeekRequest, RunListener, RunSnapshot } from '../../engine/session-shapes.ts';
import type { EngineRun, EngineRunOptions, EngineSession } from '../engine-host/engine-port.ts';

export class FakeRun implements EngineRun {
  isActive = true;
  isPaused: boolean;
  steps = 0;
  rows = 0;
  breakpoints: readonly Breakpoint[];
  #sequence = 0;
  #ended: () => void = () => undefined;
  readonly #end = new Promise<void>((resolve) => {
    this.#ended = resolve;
  });
  readonly #runId: string;
  readonly #listener: Pick<RunListener, 'pauseChanged'>;

  constructor(
    runId: string,
    options: Partial<EngineRunOptions> = {},
    listener: Pick<RunListener, 'pauseChanged'> = {},
  ) {
    this.#runId = runId;
    this.#listener = listener;
    this.isPaused = options.startPaused === true;
    this.breakpoints = options.breakpoints ?? [];
  }

  pause(): void {
    this.#setPaused(true);
  }

  resume(): void {
    this.#setPaused(false);
  }

  step(): void {
    if (this.isPaused) this.steps++;
    this.#setPaused(true);
  }

  setBreakpoints(breakpoints: readonly Breakpoint[]): void {
    this.breakpoints = breakpoints;
  }

  async peek({ nodeId = '', limit }: PeekRequest): Promise<PeekedRows | null> {
    return { nodeId, sinkNodeId: 'sink', batchId: this.steps, columns: [], rows: [], late: null, total: limit };
  }

  #setPaused(isPaused: boolean): void {
    this.isPaused = isPaused;
    const pause = isPaused ? ({ reason: 'asked', batchId: null, hits: [] } as const) : null;
    this.#listener.pauseChanged?.({ query: 'sink', pause });
  }

  snapshot(): RunSnapshot {
    this.#sequence++;
    return { sequence: this.#sequence, atMs: this.rows, runId: this.#runId, isActive: this.isActive, queries: [] };
  }

  async stop(): Promise<void> {
    this.isActive = false;
    this.#ended();
    await this.#end;
  }

  awaitTermination(): Promise<void> {
    return this.#end;
  }
}

export interface FakeSession extends EngineSession {
  readonly runs: readonly FakeRun[];
  readonly calls: readonly string[];
}

/** `overrides` replaces single methods. */
export function fakeSession(overrides: Partial<EngineSession> = {}): FakeSession {
  const runs: FakeRun[] = [];
  const calls: string[] = [];
  const analysis = { diagnostics: [], nodes: {}, queries: [] };
  return {
    runs,
    calls,
    catalogue: () => [],
    functions: () => [{ name: 'upper', kind: 'scalar', signature: 'upper(text)' }],
    inferSchema: async ({ source, format }, baseDirectory) => {
      calls.push(`infer ${source} ${baseDirectory}`);
      const empty = { options: {}, fields: [], rows: [], sampledFiles: 0, sampledRows: 0, findings: [] };
      return { format: format ?? 'json', isComplete: true, ...empty };
    },
    renameColumn: (_, baseDirectory, { nodeId, from, to }) => {
      calls.push(`rename ${nodeId}.${from} ${to} ${baseDirectory}`);
      return { edits: [], findings: [] };
    },
    analyze: () => analysis,
    checkBreakpoints: (_, baseDirectory, breakpoints) => {
      calls.push(`check ${breakpoints.map(({ id }) => id).join(' ')} ${baseDirectory}`);
      return [];
    },
    explain: (_, baseDirectory, withCode) => `plan from ${baseDirectory}${withCode ? ' with code' : ''}`,
    exportPySpark: (_, baseDirectory, programDirectory) => ({
      ok: true,
      value: { text: `# from ${baseDirectory} for ${programDirectory}\n`, lines: [] },
    }),
    checkpoints: async (_, { baseDirectory }) => {
      calls.push(`checkpoints ${baseDirectory}`);
      return [];
    },
    run: async (_, options, listener) => {
      const { baseDirectory, mode, follow, startAfresh, startPaused } = options;
      const how = [
        mode ?? 'default',
        follow ? 'follow' : 'once',
        ...(startAfresh === true ? ['afresh'] : []),
        ...(startPaused === true ? ['paused'] : []),
      ];
      calls.push(`run ${runs.length + 1} ${baseDirectory} ${how.join(' ')}`);
      const run = new FakeRun(`run-${runs.length + 1}`, options, listener);
      runs.push(run);
      return run;
    },
    sql: async (sql, limit) => ({ sql, columns: [{ name: 'n', type: 'int' }], rows: [[limit]], truncated: false }),
    tables: () => [],
    recentProgress: () => [],
    stop: async () => {
      calls.push('stop');
      for (const run of runs) await run.stop();
    },
    ...overrides,
  };
}

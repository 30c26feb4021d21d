/** A session for tests of the host: it does what the test sets, and counts rows when told to. */
import type { RunSnapshot } from '../../engine/session-shapes.ts';
import type { EngineRun, EngineSession } from '../engine-host/engine-port.ts';

export class FakeRun implements EngineRun {
  isActive = true;
  rows = 0;
  #sequence = 0;
  #ended: () => void = () => undefined;
  readonly #end = new Promise<void>((resolve) => {
    this.#ended = resolve;
  });
  readonly #runId: string;

  constructor(runId: string) {
    this.#runId = runId;
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
    analyze: () => analysis,
    explain: (_, baseDirectory, withCode) => `plan from ${baseDirectory}${withCode ? ' with code' : ''}`,
    exportPySpark: (_, baseDirectory, programDirectory) => ({
      ok: true,
      value: `# from ${baseDirectory} for ${programDirectory}\n`,
    }),
    checkpoints: async (_, { baseDirectory }) => {
      calls.push(`checkpoints ${baseDirectory}`);
      return [];
    },
    run: async (_, { baseDirectory, mode, follow, startAfresh }) => {
      const how = [mode ?? 'default', follow ? 'follow' : 'once', ...(startAfresh === true ? ['afresh'] : [])];
      calls.push(`run ${runs.length + 1} ${baseDirectory} ${how.join(' ')}`);
      const run = new FakeRun(`run-${runs.length + 1}`);
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

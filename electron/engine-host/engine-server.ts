import { assert } from '../../engine/base/assert.ts';
import type { RunSnapshot } from '../../engine/session-shapes.ts';
import { serializeError } from '../contract/shell-error.ts';
import type { EngineRun, EngineSession } from './engine-port.ts';
import type { EngineCallName, EngineInput, EngineMessage, EngineOutput, EngineRequest } from './engine-protocol.ts';
import { RunEncoder } from './run-encoder.ts';
import { SNAPSHOT_INTERVAL_MS, SnapshotPump } from './snapshot-pump.ts';

/** The near end of the wire to the main thread. */
export interface ServerPort {
  post(message: EngineMessage): void;
  onRequest(listener: (request: EngineRequest) => void): void;
}

type Calls = {
  readonly [Name in EngineCallName]: (input: EngineInput<Name>) => EngineOutput<Name> | Promise<EngineOutput<Name>>;
};

/**
 * Answers the calls of the main thread with one session, until `shutdown`. It never throws: a failed call is an error reply.
 * Starting and stopping take turns in the order in which they were asked for; everything else is answered at once.
 */
export async function serveEngine(
  port: ServerPort,
  createSession: () => Promise<EngineSession>,
  snapshotIntervalMs = SNAPSHOT_INTERVAL_MS,
): Promise<void> {
  let session: EngineSession;
  try {
    session = await createSession();
  } catch (error) {
    port.post({ type: 'failed', error: serializeError(error, 'en') });
    return;
  }
  const encoder = new RunEncoder();
  const pump = new SnapshotPump((snapshot) => {
    port.post({ type: 'snapshot', snapshot: encoder.next(snapshot) });
    return encoder.isBehind;
  }, snapshotIntervalMs);
  const calls = callsOf(session, pump);
  port.onRequest(async ({ id, name, input }) => {
    try {
      assert(Object.hasOwn(calls, name), `a call of the protocol: ${name}`);
      const value = await (calls[name] as (input: unknown) => unknown)(input);
      port.post({ type: 'reply', id, reply: { ok: true, value } });
    } catch (error) {
      port.post({ type: 'reply', id, reply: { ok: false, error: serializeError(error, 'en') } });
    }
  });
  port.post({ type: 'ready' });
}

function callsOf(session: EngineSession, pump: SnapshotPump): Calls {
  let run: EngineRun | undefined;
  let turn: Promise<unknown> = Promise.resolve();
  let looking = new AbortController();
  const inTurn = <Value>(work: () => Promise<Value>): Promise<Value> => {
    const done = turn.then(work);
    turn = done.catch(() => undefined);
    return done;
  };

  const steer = (how: (run: EngineRun) => void) => (): RunSnapshot | null => {
    if (run !== undefined) how(run);
    return run?.snapshot() ?? null;
  };

  return {
    catalogue: () => session.catalogue(),
    functions: () => session.functions(),
    inferSchema: ({ request, baseDirectory }) => session.inferSchema(request, baseDirectory),
    renameColumn: ({ document, baseDirectory, request }) => session.renameColumn(document, baseDirectory, request),
    analyze: ({ document, baseDirectory }) => session.analyze(document, baseDirectory),
    checkBreakpoints: ({ document, baseDirectory, breakpoints }) =>
      session.checkBreakpoints(document, baseDirectory, breakpoints),
    explain: ({ document, baseDirectory, withCode }) => session.explain(document, baseDirectory, withCode),
    exportPySpark: ({ document, baseDirectory, programDirectory }) =>
      session.exportPySpark(document, baseDirectory, programDirectory),
    checkpoints: ({ document, options }) => session.checkpoints(document, options),
    run: ({ document, options }) =>
      inTurn(async () => {
        await run?.stop();
        run = await session.run(document, options, { pauseChanged: () => pump.sendNow() });
        pump.follow(run);
        return run.snapshot();
      }),
    stop: () =>
      inTurn(async () => {
        await run?.stop();
        return null;
      }),
    pause: steer((active) => active.pause()),
    resume: steer((active) => active.resume()),
    step: steer((active) => active.step()),
    setBreakpoints: (breakpoints) => {
      run?.setBreakpoints(breakpoints);
      return null;
    },
    peek: async (request) => {
      looking.abort();
      looking = new AbortController();
      const { signal } = looking;
      try {
        return (await run?.peek(request, signal)) ?? null;
      } catch (error) {
        if (signal.aborted) return null;
        throw error;
      }
    },
    snapshot: () => run?.snapshot() ?? null,
    watch: (isWatched) => {
      pump.setWatched(isWatched);
      return isWatched ? (run?.snapshot() ?? null) : null;
    },
    recentProgress: ({ query }) => session.recentProgress(query),
    tables: () => session.tables(),
    sql: ({ sql, limit }) => session.sql(sql, limit),
    shutdown: async () => {
      pump.stop();
      looking.abort();
      await session.stop();
      return null;
    },
  };
}

import { MessageChannel } from 'node:worker_threads';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { must } from '../../engine/base/assert.ts';
import { fakeSession } from '../testing/fake-session.ts';
import type { EngineMessage } from './engine-protocol.ts';
import { serveEngine } from './engine-server.ts';

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

/** A server behind a real message port, so that what crosses is really cloned. */
async function serve(session = fakeSession(), intervalMs = 10) {
  const { port1, port2 } = new MessageChannel();
  closers.push(() => port1.close());
  const messages: EngineMessage[] = [];
  port1.on('message', (message: EngineMessage) => messages.push(message));
  await serveEngine(
    {
      post: (message) => port2.postMessage(message),
      onRequest: (listener) => port2.on('message', listener),
    },
    async () => session,
    intervalMs,
  );
  let id = 0;
  const call = async (name: string, input: unknown = null) => {
    id++;
    const wanted = id;
    port1.postMessage({ id, name, input });
    return await vi.waitFor(() => {
      const found = messages.find((message) => message.type === 'reply' && message.id === wanted);
      return must(found?.type === 'reply' ? found.reply : undefined, 'an answer');
    });
  };
  const snapshots = () => messages.flatMap((message) => (message.type === 'snapshot' ? [message.snapshot] : []));
  return { session, messages, call, snapshots };
}

const start = { document: {}, options: { follow: true, baseDirectory: '/data' } };

describe('calls', () => {
  it('says that it is ready, then answers', async () => {
    const { messages, call } = await serve();
    expect(await call('sql', { sql: 'select 1', limit: 7 })).toEqual({
      ok: true,
      value: { sql: 'select 1', columns: [{ name: 'n', type: 'int' }], rows: [[7]], truncated: false },
    });
    expect(messages[0]).toEqual({ type: 'ready' });
    expect(await call('explain', { document: {}, baseDirectory: '/d', withCode: true })).toEqual({
      ok: true,
      value: 'plan from /d with code',
    });
    expect(await call('exportPySpark', { document: {}, baseDirectory: '/d', programDirectory: '/p' })).toEqual({
      ok: true,
      value: { ok: true, value: { text: '# from /d for /p\n', lines: [] } },
    });
    expect(await call('snapshot')).toEqual({ ok: true, value: null });
    expect(await call('catalogue')).toEqual({ ok: true, value: [] });
    expect(await call('tables')).toEqual({ ok: true, value: [] });
    expect(await call('recentProgress', { query: 'q' })).toEqual({ ok: true, value: [] });
    expect(await call('analyze', { document: {}, baseDirectory: '/d' })).toMatchObject({ ok: true });
  });

  it('says why when the session cannot be made', async () => {
    const post = vi.fn();
    await serveEngine({ post, onRequest: () => undefined }, async () => {
      throw new Error('no native module');
    });
    expect(post.mock.calls).toEqual([
      [
        {
          type: 'failed',
          error: expect.objectContaining({ code: 'SHELL-001', params: { detail: 'no native module' } }),
        },
      ],
    ]);
  });

  it.each(['nonsense', '__proto__', 'constructor', 'toString'])('refuses the call %s', async (name) => {
    const { call } = await serve();
    expect(await call(name)).toMatchObject({ ok: false, error: { code: 'SHELL-001' } });
  });

  it('turns what the session throws into an error reply and goes on', async () => {
    const { call } = await serve(
      fakeSession({
        sql: async () => {
          throw new Error('a fault');
        },
        tables: () => {
          throw 'not even an error';
        },
      }),
    );
    expect(await call('sql', { sql: 'x', limit: 1 })).toMatchObject({
      ok: false,
      error: { code: 'SHELL-001', params: { detail: 'a fault' } },
    });
    expect(await call('tables')).toMatchObject({ ok: false, error: { params: { detail: 'not even an error' } } });
    expect(await call('catalogue')).toEqual({ ok: true, value: [] });
  });

  it('answers with an error when a result cannot cross', async () => {
    const { call } = await serve(fakeSession({ catalogue: () => [(() => 1) as never] }));
    expect(await call('catalogue')).toMatchObject({ ok: false, error: { code: 'SHELL-001' } });
  });
});

describe('runs', () => {
  it('answers with the first snapshot, and sends others while the run is active and one when it ends', async () => {
    const { call, session, snapshots } = await serve();
    expect(await call('run', start)).toMatchObject({
      ok: true,
      value: { sequence: 1, runId: 'run-1', isActive: true },
    });
    await vi.waitFor(() => expect(snapshots().length).toBeGreaterThan(2));
    await session.runs[0]?.stop();
    await vi.waitFor(() => expect(snapshots().at(-1)?.isActive).toBe(false));
    const count = snapshots().length;
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(snapshots().length).toBe(count);
    expect(await call('snapshot')).toMatchObject({ ok: true, value: { isActive: false } });
  });

  it('sends no more than one snapshot an interval', async () => {
    const { call, snapshots } = await serve(fakeSession(), 100);
    await call('run', start);
    const startedMs = performance.now();
    // On a busy machine they come late; never may there be more of them than the time has room for.
    await vi.waitFor(() => expect(snapshots().length).toBeGreaterThanOrEqual(3), { timeout: 20_000 });
    expect(snapshots().length).toBeLessThanOrEqual(Math.ceil((performance.now() - startedMs) / 100));
  });

  it('looks at checkpoints, and begins from nothing, as it is asked to', async () => {
    const { call, session } = await serve();
    expect(await call('checkpoints', { document: {}, options: { baseDirectory: '/data' } })).toEqual({
      ok: true,
      value: [],
    });
    await call('run', { ...start, options: { ...start.options, startAfresh: true } });
    expect(session.calls).toEqual(['checkpoints /data', 'run 1 /data default follow afresh']);
  });

  it('stops the run that goes on before it starts another', async () => {
    const { call, session } = await serve();
    await Promise.all([call('run', start), call('run', { ...start, options: { ...start.options, mode: 'batch' } })]);
    expect(session.runs.map((run) => run.isActive)).toEqual([false, true]);
    expect(session.calls).toEqual(['run 1 /data default follow', 'run 2 /data batch follow']);
  });

  it('stops a run that is still being started when the stop was asked for after it', async () => {
    const slow = fakeSession();
    const { call } = await serve({
      ...slow,
      run: async (document, options, listener) => {
        await new Promise((resolve) => setTimeout(resolve, 30));
        return slow.run(document, options, listener);
      },
    });
    const [, stopped] = await Promise.all([call('run', start), call('stop')]);
    expect(stopped).toEqual({ ok: true, value: null });
    expect(slow.runs.map((run) => run.isActive)).toEqual([false]);
  });

  it('starts again after a start that failed', async () => {
    const session = fakeSession();
    let tries = 0;
    const { call } = await serve({
      ...session,
      run: async (document, options, listener) => {
        tries++;
        if (tries === 1) throw new Error('no such folder');
        return session.run(document, options, listener);
      },
    });
    expect(await call('run', start)).toMatchObject({ ok: false });
    expect(await call('run', start)).toMatchObject({ ok: true });
  });

  it('steers the run that goes on, and tells at once when it comes to wait', async () => {
    const { call, session, snapshots } = await serve(fakeSession(), 60_000);
    for (const name of ['pause', 'resume', 'step']) expect(await call(name)).toEqual({ ok: true, value: null });
    await call('run', { ...start, options: { ...start.options, startPaused: true } });
    expect(session.calls).toEqual(['run 1 /data default follow paused']);
    expect(await call('step')).toMatchObject({ ok: true, value: { runId: 'run-1' } });
    expect(await call('resume')).toMatchObject({ ok: true });
    expect(session.runs[0]).toMatchObject({ steps: 1, isPaused: false });
    await vi.waitFor(() => expect(snapshots().length).toBe(2));
    // The interval has had enough of them; the next one that goes its own time tells the rest.
    await call('pause');
    expect(session.runs[0]?.isPaused).toBe(true);
    expect(snapshots().length).toBe(2);
    const breakpoint = { id: 'a', source: 'a', target: 'b', condition: '' };
    expect(await call('setBreakpoints', [breakpoint])).toEqual({ ok: true, value: null });
    expect(session.runs[0]?.breakpoints).toEqual([breakpoint]);
    await call('shutdown');
  });

  it('sends nothing to a window that is out of sight, and gives it a whole snapshot when it is back', async () => {
    const { call, session, snapshots } = await serve();
    expect(await call('watch', true)).toEqual({ ok: true, value: null });
    await call('run', start);
    await vi.waitFor(() => expect(snapshots().length).toBeGreaterThan(1));
    expect(await call('watch', false)).toEqual({ ok: true, value: null });
    const unseen = snapshots().length;
    await call('pause');
    await new Promise((resolve) => setTimeout(resolve, 80));
    expect(snapshots()).toHaveLength(unseen);
    // What is pushed is what has changed; what is asked for has the queries.
    const back = await call('watch', true);
    expect(back).toMatchObject({ ok: true, value: { runId: 'run-1', isActive: true, queries: [] } });
    await vi.waitFor(() => expect(snapshots().length).toBeGreaterThan(unseen));
    // The first update builds on what was sent last, so it fits on the whole snapshot, which is newer.
    const last = must(snapshots()[unseen - 1], 'the last one that was seen');
    const next = must(snapshots()[unseen], 'the first one that is seen again');
    expect(next.since).toBe(last.sequence);
    expect(next.sequence).toBeGreaterThan(last.sequence);

    await call('watch', false);
    await session.runs[0]?.stop();
    expect(await call('watch', true)).toMatchObject({ ok: true, value: { isActive: false } });
  });

  it('looks at rows for whoever asked last, and passes on why it could not', async () => {
    const slow = fakeSession();
    const signals: AbortSignal[] = [];
    const { call } = await serve({
      ...slow,
      run: async (...given) => {
        const run = await slow.run(...given);
        const peek = run.peek.bind(run);
        run.peek = async (request, signal) => {
          if (signal !== undefined) signals.push(signal);
          if (request.nodeId === 'gone') throw new Error('no such file');
          await new Promise((resolve) => setTimeout(resolve, 20));
          if (signal?.aborted === true) throw new Error('cancelled');
          return peek(request, signal);
        };
        return run;
      },
    });
    expect(await call('peek', { nodeId: 'a', limit: 3 })).toEqual({ ok: true, value: null });
    await call('run', start);
    const [first, second] = await Promise.all([
      call('peek', { nodeId: 'a', limit: 3 }),
      call('peek', { nodeId: 'b', limit: 4 }),
    ]);
    expect(first).toEqual({ ok: true, value: null });
    expect(second).toMatchObject({ ok: true, value: { nodeId: 'b', total: 4 } });
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, false]);
    expect(await call('peek', { nodeId: 'gone', limit: 3 })).toMatchObject({
      ok: false,
      error: { params: { detail: 'no such file' } },
    });
    await call('shutdown');
  });

  it('closes the session and stops sending on shutdown', async () => {
    const { call, session, snapshots } = await serve();
    await call('run', start);
    expect(await call('shutdown')).toEqual({ ok: true, value: null });
    expect(session.calls).toContain('stop');
    const count = snapshots().length;
    await new Promise((resolve) => setTimeout(resolve, 40));
    expect(snapshots().length).toBe(count);
  });
});

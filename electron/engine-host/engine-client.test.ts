import { Worker } from 'node:worker_threads';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { EngineClient } from './engine-client.ts';

/** A real thread: it answers `tables` with its number, dies on `snapshot`, is deaf to `stop`, blocks for good on `sql`. */
const script = `
  const { parentPort, workerData } = require('node:worker_threads');
  parentPort.on('message', ({ id, name, input }) => {
    const reply = (value) => parentPort.postMessage({ type: 'reply', id, reply: { ok: true, value } });
    if (name === 'tables') reply(workerData);
    if (name === 'snapshot') throw new Error('out of hand');
    if (name === 'catalogue') process.exit(3);
    if (name === 'sql') for (;;);
    if (name === 'run') { parentPort.postMessage({ type: 'snapshot', snapshot: { sequence: 1 } }); reply('running'); }
    if (name === 'shutdown') reply(null);
  });
  parentPort.postMessage({ type: 'ready' });
`;

const clients: EngineClient[] = [];
afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => client.stop(50)));
});

function client(code = script) {
  let started = 0;
  const events = { snapshot: vi.fn(), restarted: vi.fn() };
  const engine = new EngineClient(() => new Worker(code, { eval: true, workerData: ++started, stderr: true }), events);
  clients.push(engine);
  return { engine, events, started: () => started };
}

const options = { follow: true, baseDirectory: '/data' };

describe('calls', () => {
  it('starts the thread once and matches replies to calls', async () => {
    const { engine, started } = client();
    const replies = await Promise.all([engine.request('tables', null), engine.request('tables', null)]);
    expect(replies).toEqual([
      { ok: true, value: 1 },
      { ok: true, value: 1 },
    ]);
    expect(started()).toBe(1);
  });

  it('relays snapshots', async () => {
    const { engine, events } = client();
    await engine.request('run', { document: {}, options });
    expect(events.snapshot).toHaveBeenCalledWith({ sequence: 1 });
  });

  it('answers with an error when the input cannot cross', async () => {
    const { engine } = client();
    const reply = await engine.request('analyze', { document: { run: () => 1 }, baseDirectory: '/' });
    expect(reply).toMatchObject({ ok: false, error: { code: 'SHELL-001' } });
    expect(await engine.request('tables', null)).toMatchObject({ ok: true });
  });
});

describe('crashes', () => {
  it('fails the calls under way, starts a new thread and says why', async () => {
    const { engine, events } = client();
    const waiting = engine.request('stop', null);
    expect(await engine.request('snapshot', null)).toMatchObject({ ok: false, error: { code: 'SHELL-015' } });
    expect(await waiting).toMatchObject({ ok: false, error: { code: 'SHELL-015' } });
    await vi.waitFor(() => expect(events.restarted).toHaveBeenCalledWith('out of hand'));
    expect(await engine.request('tables', null)).toEqual({ ok: true, value: 2 });
    expect(events.restarted).toHaveBeenCalledTimes(1);
  });

  it('takes an exit without an error for a crash too', async () => {
    const { engine, events } = client();
    expect(await engine.request('catalogue', null)).toMatchObject({ ok: false, error: { code: 'SHELL-015' } });
    expect(events.restarted).toHaveBeenCalledWith('exit code 3');
  });

  it('does not start a thread again that was never ready, but tries with the next call', async () => {
    const { engine, events, started } = client('throw new Error("no engine in here")');
    const expected = { ok: false, error: { code: 'SHELL-016', params: { detail: 'no engine in here' } } };
    expect(await engine.request('tables', null)).toMatchObject(expected);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(started()).toBe(1);
    expect(await engine.request('tables', null)).toMatchObject(expected);
    expect(started()).toBe(2);
    expect(events.restarted).not.toHaveBeenCalled();
  });

  it('passes on why a session could not be made', async () => {
    const { engine } = client(`
      const { parentPort } = require('node:worker_threads');
      parentPort.on('message', () => undefined);
      parentPort.postMessage({ type: 'failed', error: { code: 'SHELL-001', message: 'no native module', params: {} } });
    `);
    expect(await engine.request('tables', null)).toMatchObject({
      ok: false,
      error: { code: 'SHELL-016', params: { detail: 'no native module' } },
    });
  });

  it('outlives a thread that runs out of memory, and says that it did', async () => {
    const events = { snapshot: vi.fn(), restarted: vi.fn() };
    const eat = `
      const { parentPort, workerData } = require('node:worker_threads');
      parentPort.on('message', ({ id, name }) => {
        if (name === 'tables') return parentPort.postMessage({ type: 'reply', id, reply: { ok: true, value: [] } });
        const eaten = [];
        for (;;) eaten.push(Array.from({ length: 1000 }, () => ({ eaten })));
      });
      parentPort.postMessage({ type: 'ready' });
    `;
    const resourceLimits = { maxOldGenerationSizeMb: 16 };
    const engine = new EngineClient(() => new Worker(eat, { eval: true, resourceLimits }), events);
    clients.push(engine);
    await engine.request('tables', null);
    expect(await engine.request('catalogue', null)).toMatchObject({ ok: false, error: { code: 'SHELL-015' } });
    expect(events.restarted).toHaveBeenCalledWith(expect.stringMatching(/memory limit|out of memory/));
    expect(await engine.request('tables', null)).toEqual({ ok: true, value: [] });
  });

  it('survives a thread that cannot be made', async () => {
    const events = { snapshot: vi.fn(), restarted: vi.fn() };
    const engine = new EngineClient(() => {
      throw new Error('no threads left');
    }, events);
    expect(await engine.request('tables', null)).toMatchObject({
      ok: false,
      error: { code: 'SHELL-016', params: { detail: 'no threads left' } },
    });
    await engine.stop();
  });
});

describe('stopping', () => {
  it('is orderly, and refuses later calls without starting a thread', async () => {
    const { engine, events, started } = client();
    await engine.request('tables', null);
    const begin = Date.now();
    await engine.stop();
    expect(Date.now() - begin).toBeLessThan(1500);
    expect(await engine.request('tables', null)).toMatchObject({ ok: false, error: { code: 'SHELL-018' } });
    expect(started()).toBe(1);
    expect(events.restarted).not.toHaveBeenCalled();
  });

  it('ends a thread that is stuck, by force, and fails the call it was stuck in', async () => {
    const { engine } = client();
    await engine.request('tables', null);
    const stuck = engine.request('sql', { sql: 'x', limit: 1 });
    const begin = Date.now();
    await engine.stop(200);
    expect(Date.now() - begin).toBeLessThan(2000);
    expect(await stuck).toMatchObject({ ok: false });
  });

  it('does nothing when nothing was started', async () => {
    const { engine, started } = client();
    await engine.stop();
    expect(started()).toBe(0);
  });
});

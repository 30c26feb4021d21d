import { afterEach, describe, expect, it, vi } from 'vitest';
import { bridge, connectBridge, hasDesktop, installDesktop, RequestError } from './desktop.ts';
import { fakeCatalogue, fakePipeline } from './fake-catalogue.ts';
import { createFakeDesktop, FakeRefusal } from './fake-desktop.ts';

afterEach(() => {
  globalThis.millrace = undefined;
  vi.useRealTimers();
});

describe('the bridge', () => {
  it('unwraps an answer', async () => {
    const info = await connectBridge(createFakeDesktop()).request('app.info', undefined);
    expect(info.version).toBe('0.1.0');
  });

  it('throws what the other side said when it refuses', async () => {
    const error = {
      code: 'SRC-001',
      message: 'no such folder',
      params: { path: '/x' },
    } as unknown as FakeRefusal['error'];
    const desktop = createFakeDesktop({
      handlers: {
        'engine.tables': () => {
          throw new FakeRefusal(error);
        },
      },
    });
    const refused = connectBridge(desktop).request('engine.tables', undefined);
    await expect(refused).rejects.toThrow(RequestError);
    await expect(refused).rejects.toMatchObject({ error });
  });

  it('steers a run of figures and shows its rows', async () => {
    vi.useFakeTimers();
    const { request } = connectBridge(createFakeDesktop({ batches: 5 }));
    const document = JSON.parse(fakePipeline) as Record<string, unknown>;
    const edge = (document.edges as { source: string; target: string }[])[0];
    const started = await request('engine.run', { document, path: null, follow: true, startPaused: true });
    expect(started.queries[0]?.pause).toEqual({ reason: 'asked', batchId: null, hits: [] });
    vi.advanceTimersByTime(1000);
    expect((await request('engine.step', undefined))?.queries[0]).toMatchObject({
      batchesCompleted: 1,
      pause: { reason: 'asked', batchId: 0 },
    });
    await request('engine.set-breakpoints', [{ ...(edge ?? { source: '', target: '' }), id: 'wire', condition: '' }]);
    expect((await request('engine.resume', undefined))?.queries[0]?.pause).toBeNull();
    vi.advanceTimersByTime(1000);
    const met = (await request('engine.snapshot', undefined))?.queries[0];
    expect(met).toMatchObject({ batchesCompleted: 2, pause: { reason: 'breakpoint', batchId: 1 } });
    const rows = await request('engine.peek', { breakpointId: 'wire', limit: 5 });
    expect(rows?.rows.length).toBe(5);
    expect(rows?.total).toBe(met?.pause?.hits[0]?.rows);
    expect(await request('engine.peek', { nodeId: 'nowhere', limit: 5 })).toBeNull();
    await request('engine.set-breakpoints', []);
    await request('engine.resume', undefined);
    expect((await request('engine.pause', undefined))?.queries[0]?.pause?.reason).toBe('asked');
    await request('engine.stop', undefined);
    expect(await request('engine.snapshot', undefined)).toMatchObject({ isActive: false, queries: [{ pause: null }] });
  });

  it('says that it runs outside the app where there is no other side', async () => {
    expect(hasDesktop()).toBe(false);
    await expect(bridge.request('app.info', undefined)).rejects.toThrow('outside the app');
    installDesktop(createFakeDesktop());
    expect(hasDesktop()).toBe(true);
    await expect(bridge.request('app.info', undefined)).resolves.toBeDefined();
  });

  it('ends a subscription', () => {
    const desktop = createFakeDesktop();
    const heard: string[] = [];
    const end = connectBridge(desktop).on('menu.command', ({ id }) => heard.push(id));
    desktop.emit('menu.command', { id: 'file.new' });
    end();
    desktop.emit('menu.command', { id: 'file.open' });
    expect(heard).toEqual(['file.new']);
  });
});

describe('the fake', () => {
  it('opens with a pipeline of kinds that its catalogue has', () => {
    const { nodes } = JSON.parse(fakePipeline) as { nodes: { kind: string }[] };
    const kinds = fakeCatalogue.map((descriptor) => descriptor.kind);
    expect(nodes.filter(({ kind }) => !kinds.includes(kind))).toEqual([]);
    expect(nodes).toHaveLength(5);
  });

  it('runs to the end with figures that only grow', async () => {
    vi.useFakeTimers();
    const desktop = createFakeDesktop({ batches: 4 });
    const rows: number[] = [];
    desktop.on('engine.snapshot', (snapshot) => {
      if ('queries' in snapshot) rows.push(snapshot.queries[0]?.nodes.events?.out ?? -1);
    });
    const document = JSON.parse(fakePipeline) as Record<string, unknown>;
    await connectBridge(desktop).request('engine.run', { document, path: null, follow: true });
    await vi.advanceTimersByTimeAsync(1000);
    expect(rows).toEqual([0, 2000, 4000, 6000, 8000]);
    const last = await connectBridge(desktop).request('engine.snapshot', undefined);
    expect(last?.isActive).toBe(false);
  });

  it('hands out copies: what the page does to an answer changes nothing here', async () => {
    const page = connectBridge(createFakeDesktop());
    const preferences = await page.request('app.preferences.get', undefined);
    preferences.theme = 'dark';
    expect((await page.request('app.preferences.get', undefined)).theme).toBe('system');
  });
});

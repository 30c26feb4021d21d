import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FakeRefusal } from '../bridge/fake-desktop.ts';
import { takeDropped } from './dropped-files.ts';
import { writePipeline } from './read-pipeline.ts';
import { createTestWorkspace, openLab, type TestWorkspace } from './testing/test-workspace.ts';

let workspace: TestWorkspace;
beforeEach(() => {
  workspace = createTestWorkspace();
  openLab(workspace);
});
afterEach(() => workspace.dispose());

const nodes = () => workspace.documents.getState().document.nodes;
const added = () => nodes().slice(5);
const steps = (): number => workspace.documents.getState().history.past.length;
const notices = (): string =>
  workspace.notices
    .getState()
    .notices.map(({ title, detail }) => `${title} ${detail ?? ''}`)
    .join('\n');
async function drop(...paths: string[]): Promise<void> {
  workspace.desktop.dropped = paths;
  await takeDropped(workspace, { x: 500, y: 600 });
}

describe('files dropped on the window', () => {
  it('data becomes a source and its inferred schema, wired, where it was dropped, as one step', async () => {
    await drop('/data/events.json');
    expect(added().map(({ kind }) => kind)).toEqual(['file-source', 'schema']);
    expect(added()[0]).toMatchObject({ label: 'events.json', config: { path: '/data/events.json', format: 'json' } });
    expect(added()[0]?.position).toEqual({ x: 408, y: 560 });
    expect(added()[1]?.config.fields).toEqual([
      { name: 'time', type: 'bigint' },
      { name: 'action', type: 'string' },
    ]);
    const { edges } = workspace.documents.getState().document;
    expect(edges.at(-1)).toEqual({ source: added()[0]?.id, target: added()[1]?.id });
    expect(steps()).toBe(1);
    workspace.documents.undo();
    expect(nodes()).toHaveLength(5);
  });

  it('several of them are one step as well, none over another', async () => {
    await drop('/data/a.json', '/data/b.csv', '/data/c.parquet');
    expect(added()).toHaveLength(6);
    expect(steps()).toBe(1);
    expect(new Set(nodes().map(({ position }) => `${position.x} ${position.y}`)).size).toBe(nodes().length);
  });

  it('what cannot be taken is refused by name, and keeps nothing else out', async () => {
    await drop('/data/photo.png', '/data/a.json');
    expect(added()).toHaveLength(2);
    expect(notices()).toContain('Not taken in: photo.png');
  });

  it('a pipeline is opened, alone', async () => {
    const { desktop, documents } = workspace;
    const text = writePipeline({ ...documents.getState().document, name: 'dropped' });
    desktop.files.set('/home/ada/x.millrace.json', { text, fingerprint: 'f' });
    await drop('/home/ada/x.millrace.json', '/data/a.json');
    expect(documents.getState()).toMatchObject({ path: '/home/ada/x.millrace.json', dirty: false });
    expect(documents.getState().document.name).toBe('dropped');
    expect(notices()).toContain('x.millrace.json');
  });

  it('unsaved work is asked about before a pipeline takes its place', async () => {
    const { desktop, documents, notices: store } = workspace;
    desktop.files.set('/x.millrace.json', { text: writePipeline(documents.getState().document), fingerprint: 'f' });
    documents.edit((draft) => {
      draft.name = 'mine';
    });
    const done = drop('/x.millrace.json');
    for (let turn = 0; turn < 10 && store.getState().question === null; turn++) await Promise.resolve();
    store.getState().question?.answer('cancel');
    await done;
    expect(documents.getState().document.name).toBe('mine');
  });

  it('data whose columns cannot be inferred comes with an empty schema and the reason', async () => {
    workspace.dispose();
    workspace = createTestWorkspace({
      handlers: {
        'engine.infer-schema': () => {
          throw new FakeRefusal({ code: 'SHELL-012', message: 'the file could not be read', params: {} });
        },
      },
    });
    openLab(workspace);
    await drop('/data/a.json');
    expect(added()[1]?.config.fields).toEqual([]);
    expect(notices()).toContain('The columns of a.json could not be inferred');
  });

  it.each([0, 21])('%d files at once become nothing', async (count) => {
    await drop(...Array.from({ length: count }, (_, number) => `/data/${number}.json`));
    expect(added()).toEqual([]);
    expect(steps()).toBe(0);
    expect(notices()).not.toBe('');
  });
});

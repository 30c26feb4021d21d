import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { must } from '../../engine/base/assert.ts';
import { fakePipeline } from '../bridge/fake-catalogue.ts';
import { FakeRefusal } from '../bridge/fake-desktop.ts';
import { setMode, setName, setSetting } from './document-edits.ts';
import {
  copyAsJson,
  exportDocument,
  importDocument,
  newDocument,
  openDocument,
  openedFromOutside,
  pasteAsJson,
  saveDocument,
  saveDocumentAs,
} from './document-files.ts';
import { readPipeline, writePipeline } from './read-pipeline.ts';
import { startRun } from './run-actions.ts';
import { createTestWorkspace, openLab, type TestWorkspace } from './testing/test-workspace.ts';

let workspace: TestWorkspace;

function start(options: Parameters<typeof createTestWorkspace>[0] = {}): void {
  workspace?.dispose();
  workspace = createTestWorkspace(options);
  openLab(workspace);
}

beforeEach(() => {
  vi.useFakeTimers();
  start();
});

afterEach(() => {
  workspace.dispose();
  vi.useRealTimers();
});

const state = () => workspace.documents.getState();
const lastNotice = () => workspace.notices.getState().notices.at(-1);
const answer = (id: string | null) => must(workspace.notices.getState().question, 'a question is asked').answer(id);

describe('opening', () => {
  it.each([
    ['no JSON', '{"format": "millrace.pipeline", ', 'not JSON'],
    ['another format', '{"format": "other"}', 'no Millrace pipeline'],
    ['a list', '[]', 'no Millrace pipeline'],
    ['a newer version', fakePipeline.replace('"version":1', '"version":9'), 'version 9'],
    ['a node that is none', fakePipeline.replace('"id":"events"', '"id":7'), 'nodes.0.id'],
    ['a place that is none', fakePipeline.replace('"position":{"x":0,"y":0}', '"position":"here"'), 'nodes.0.position'],
    ['two nodes of one id', fakePipeline.replace('"id":"typed"', '"id":"events"'), 'events'],
    ['an unknown key', fakePipeline.replace('"name":', '"nam":'), 'nam'],
  ])('%s says what is wrong and changes nothing', async (_what, text, said) => {
    const before = state();
    workspace.desktop.files.set('/broken.millrace.json', { text, fingerprint: 'read 1' });
    await openDocument(workspace, '/broken.millrace.json');
    expect(lastNotice()?.tone).toBe('error');
    expect(lastNotice()?.detail).toContain(said);
    expect(state()).toBe(before);
  });

  it('a kind and settings that are not known are no reason to refuse a file', async () => {
    const text = fakePipeline.replace('"kind":"window"', '"kind":"time-machine"');
    workspace.desktop.files.set('/odd.millrace.json', { text, fingerprint: 'read 1' });
    await openDocument(workspace, '/odd.millrace.json');
    expect(state().document.nodes[2]?.kind).toBe('time-machine');
    expect([state().path, state().fingerprint, state().dirty, state().canUndo]).toEqual([
      '/odd.millrace.json',
      'read 1',
      false,
      false,
    ]);
  });

  it('names with quotes, backticks, newlines and code come through unharmed, edited and undone', async () => {
    const name = ['`"\'\n</script>$', '{1}$t(x){x}'].join('');
    const options = JSON.parse('{"__proto__": "a", "constructor": "b", "toString": "c"}') as Record<string, string>;
    setName(workspace.documents, name);
    setSetting(workspace.documents, 'events', 'options', options);
    const text = writePipeline(state().document);
    const read = readPipeline(text);
    expect(read.ok && writePipeline(read.document)).toBe(text);
    expect(Object.keys(state().document.nodes[0]?.config.options as object)).toEqual([
      '__proto__',
      'constructor',
      'toString',
    ]);
    setSetting(workspace.documents, 'events', 'options', { ...options, more: 'd' });
    workspace.documents.undo();
    expect(writePipeline(state().document)).toBe(text);
  });

  it('asks before unsaved work is lost', async () => {
    workspace.desktop.files.set('/next.millrace.json', { text: fakePipeline, fingerprint: 'read 1' });
    setMode(workspace.documents, 'batch');
    const stayed = openDocument(workspace, '/next.millrace.json');
    answer('cancel');
    await stayed;
    expect([state().path, state().document.settings.mode]).toEqual([null, 'batch']);

    const closed = openDocument(workspace, '/next.millrace.json');
    answer(null);
    await closed;
    expect(state().path).toBeNull();

    const left = openDocument(workspace, '/next.millrace.json');
    answer('discard');
    await left;
    expect(state().path).toBe('/next.millrace.json');
  });

  it('saves first when that is the answer, and stays when saving fails', async () => {
    setMode(workspace.documents, 'batch');
    workspace.desktop.dialogPath = null;
    const cancelled = newDocument(workspace);
    answer('save');
    await cancelled;
    expect(state().document.nodes).toHaveLength(5);

    workspace.desktop.dialogPath = '/saved.millrace.json';
    const saved = newDocument(workspace);
    answer('save');
    await saved;
    expect(state().document.nodes).toHaveLength(0);
    expect(workspace.desktop.files.get('/saved.millrace.json')?.text).toContain('"batch"');
  });

  it('recovered work counts as unsaved', async () => {
    const opened = {
      text: fakePipeline,
      path: '/x.json',
      basePath: null,
      fingerprint: 'read 1',
      origin: 'recovered',
      savedAtMs: 5,
    } as const;
    await openedFromOutside(workspace, opened);
    expect(state().dirty).toBe(true);
  });
});

describe('saving', () => {
  it('asks for a place the first time and writes there from then on', async () => {
    workspace.desktop.dialogPath = '/a.millrace.json';
    setName(workspace.documents, 'First');
    await saveDocument(workspace);
    setName(workspace.documents, 'Second');
    await saveDocument(workspace);
    const file = must(workspace.desktop.files.get('/a.millrace.json'), 'the file was written');
    expect(JSON.parse(file.text)).toEqual(state().document);
    expect(workspace.desktop.requests.filter(({ name }) => name === 'document.save-as')).toHaveLength(1);
    expect(state().dirty).toBe(false);
  });

  const withTheirs = async (): Promise<void> => {
    workspace.desktop.dialogPath = '/a.millrace.json';
    await saveDocument(workspace);
    const theirs = fakePipeline.replace(/"name":"[^"]*"/, '"name":"Theirs"');
    workspace.desktop.files.set('/a.millrace.json', { text: theirs, fingerprint: 'theirs' });
    setName(workspace.documents, 'Mine');
  };
  const file = () => workspace.desktop.files.get('/a.millrace.json')?.text;

  it.each([
    ['overwrite', 'Mine', 'Mine', false],
    ['cancel', 'Theirs', 'Mine', true],
    ['load', 'Theirs', 'Theirs', false],
  ])('a file that another program changed: %s', async (choice, onDisk, open, dirty) => {
    await withTheirs();
    const saving = saveDocument(workspace);
    await vi.advanceTimersByTimeAsync(0);
    answer(choice);
    await saving;
    await vi.advanceTimersByTimeAsync(0);
    expect(JSON.parse(file() ?? '').name).toBe(onDisk);
    expect([state().document.name, state().dirty]).toEqual([open, dirty]);
  });

  it('a file that another program changed: saved under another name', async () => {
    await withTheirs();
    const saving = saveDocument(workspace);
    await vi.advanceTimersByTimeAsync(0);
    workspace.desktop.dialogPath = '/b.millrace.json';
    answer('save-as');
    expect(await saving).toBe(true);
    expect(JSON.parse(file() ?? '').name).toBe('Theirs');
    expect([state().path, state().dirty]).toEqual(['/b.millrace.json', false]);
  });

  it.each([
    ['again', true, false],
    ['cancel', false, true],
  ])('a file that another program took away: %s', async (choice, isThere, dirty) => {
    await withTheirs();
    workspace.desktop.files.delete('/a.millrace.json');
    const saving = saveDocument(workspace);
    await vi.advanceTimersByTimeAsync(0);
    answer(choice);
    await saving;
    expect([file() !== undefined, state().dirty]).toEqual([isThere, dirty]);
  });

  it('a disk that refuses leaves the work unsaved, and says so until it is saved', async () => {
    let isFull = true;
    start({
      handlers: {
        'document.save-as': ({ text }) => {
          if (isFull) throw new FakeRefusal({ code: 'SHELL-013', message: 'the disk is full', params: {} });
          return { path: '/a.json', fingerprint: 'written', text };
        },
      },
    });
    setMode(workspace.documents, 'batch');
    expect(await saveDocumentAs(workspace)).toBe(false);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(state().dirty).toBe(true);
    expect(lastNotice()).toMatchObject({ detail: 'The disk is full.', stays: true });
    isFull = false;
    await must(lastNotice()?.action, 'a way out').run();
    expect([state().dirty, lastNotice()]).toEqual([false, undefined]);
  });

  it('paths that were rewritten for the new folder are taken over as a step that can be undone', async () => {
    const rewritten = (text: string): string => text.replace('../samples/lab5', '../../data');
    start({
      handlers: {
        'document.save-as': ({ text }) => ({ path: '/deep/a.json', fingerprint: 'read 1', text: rewritten(text) }),
      },
    });
    setMode(workspace.documents, 'batch');
    await saveDocumentAs(workspace);
    expect(state().document.nodes[0]?.config.path).toBe('../../data');
    expect([state().dirty, state().path]).toEqual([false, '/deep/a.json']);
    workspace.documents.undo();
    workspace.documents.undo();
    expect(state().document.settings.mode).toBe('streaming');
  });

  it('an export leaves the open document where it is', async () => {
    workspace.desktop.dialogPath = '/copy.json';
    setMode(workspace.documents, 'batch');
    await exportDocument(workspace);
    expect([state().path, state().dirty]).toEqual([null, true]);
    expect(workspace.desktop.files.has('/copy.json')).toBe(true);
  });
});

describe('import and JSON', () => {
  it('exporting, clearing and importing gives the same graph, and the import can be undone', async () => {
    const before = state().document;
    workspace.desktop.dialogPath = '/copy.json';
    await exportDocument(workspace);
    await newDocument(workspace);
    await importDocument(workspace);
    expect(state().document).toEqual(before);
    expect(state().dirty).toBe(true);
    workspace.documents.undo();
    expect(state().document.nodes).toEqual([]);
  });

  it('goes over the clipboard too; other text changes nothing', async () => {
    const before = state().document;
    await copyAsJson(workspace);
    await newDocument(workspace);
    await pasteAsJson(workspace);
    expect(state().document).toEqual(before);
    workspace.desktop.clipboard = 'hello';
    await pasteAsJson(workspace);
    expect(state().document).toEqual(before);
    expect(lastNotice()?.tone).toBe('error');
  });
});

describe('the run of a document that goes', () => {
  const figures = () => workspace.run.getState().snapshot;
  const ways: readonly [string, () => Promise<void>][] = [
    ['a new one', () => newDocument(workspace)],
    ['an import', () => importDocument(workspace)],
    ['a pasted one', () => pasteAsJson(workspace)],
  ];

  it.each(ways)('is stopped and shown no more: %s', async (_, leave) => {
    workspace.desktop.files.set('/other.json', { text: fakePipeline, fingerprint: 'read 1' });
    workspace.desktop.dialogPath = '/other.json';
    workspace.desktop.clipboard = fakePipeline;
    await startRun(workspace);
    await vi.advanceTimersByTimeAsync(500);
    expect(figures()?.isActive).toBe(true);
    await leave();
    await vi.advanceTimersByTimeAsync(500);
    expect(workspace.desktop.requests.some(({ name }) => name === 'engine.stop')).toBe(true);
    expect(figures()).toBeNull();
  });

  it('leaves the next run alone', async () => {
    await startRun(workspace);
    await vi.advanceTimersByTimeAsync(300);
    workspace.desktop.clipboard = fakePipeline;
    await pasteAsJson(workspace);
    await startRun(workspace);
    await vi.advanceTimersByTimeAsync(300);
    expect(figures()).toMatchObject({ runId: 'run-2', isActive: true });
  });
});

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

describe('a file that another program changes while it is open', () => {
  const theirs = fakePipeline.replace(/"name":"[^"]*"/, '"name":"Theirs"');
  const change = (state: 'changed' | 'missing'): void => {
    workspace.desktop.emit('document.file-changed', { path: '/a.json', state });
  };
  beforeEach(async () => {
    workspace.desktop.dialogPath = '/a.json';
    await saveDocument(workspace);
    workspace.desktop.files.set('/a.json', { text: theirs, fingerprint: 'theirs' });
  });

  it('is offered, and stays as it is open until the user says otherwise', async () => {
    const before = state().document;
    change('changed');
    change('changed');
    await vi.advanceTimersByTimeAsync(60_000);
    expect(workspace.notices.getState().notices).toHaveLength(1);
    expect(state().document).toBe(before);
    await must(lastNotice()?.action, 'a way to load it').run();
    expect([state().document.name, state().dirty, state().fingerprint]).toEqual(['Theirs', false, 'theirs']);
    expect(lastNotice()).toBeUndefined();
  });

  it('is not loaded over unsaved changes without a word', async () => {
    setName(workspace.documents, 'Mine');
    change('changed');
    const loading = must(lastNotice()?.action, 'a way to load it').run();
    answer('cancel');
    await loading;
    expect(state().document.name).toBe('Mine');
    const again = must(lastNotice()?.action, 'a way to load it').run();
    answer('discard');
    await again;
    expect(state().document.name).toBe('Theirs');
  });

  it('is unsaved work again when it is taken away', async () => {
    change('missing');
    expect(state().dirty).toBe(true);
    await vi.advanceTimersByTimeAsync(0);
    expect(workspace.desktop.autosaved).toBe(writePipeline(state().document));
    workspace.desktop.dialogPath = '/b.json';
    await must(lastNotice()?.action, 'a way out').run();
    expect([state().dirty, state().path, lastNotice()]).toEqual([false, '/b.json', undefined]);
  });

  it('is nobody’s matter once another document is open', async () => {
    await newDocument(workspace);
    change('missing');
    expect([state().dirty, lastNotice()]).toEqual([false, undefined]);
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

describe('autosave and title', () => {
  const kept = () => workspace.desktop.requests.filter(({ name }) => name === 'document.autosave').length;
  const settled = () => vi.advanceTimersByTimeAsync(0);

  it('keeps unsaved work at once, and none once it is saved', async () => {
    setMode(workspace.documents, 'batch');
    await settled();
    expect(workspace.desktop.autosaved).toBe(writePipeline(state().document));
    workspace.desktop.dialogPath = '/a.json';
    await saveDocument(workspace);
    await settled();
    expect(workspace.desktop.autosaved).toBeNull();
  });

  it('keeps work of a busy hand a few times a second, and its last state', async () => {
    for (let step = 0; step < 100; step++) {
      setName(workspace.documents, `Name ${step}`);
      await vi.advanceTimersByTimeAsync(10);
    }
    expect([kept() >= 4, kept() <= 6]).toEqual([true, true]);
    await vi.advanceTimersByTimeAsync(250);
    expect(workspace.desktop.autosaved).toBe(writePipeline(state().document));
    const written = kept();
    await vi.advanceTimersByTimeAsync(5000);
    expect(kept()).toBe(written);
  });

  it('keeps at once what is not kept yet when the window is left', async () => {
    setName(workspace.documents, 'First');
    await settled();
    setName(workspace.documents, 'Second');
    workspace.flush();
    await settled();
    expect(workspace.desktop.autosaved).toContain('"Second"');
  });

  it('writes one copy at a time, however long it takes', async () => {
    let under = 0;
    let most = 0;
    start({
      handlers: {
        'document.autosave': async () => {
          most = Math.max(most, ++under);
          await new Promise((resolve) => setTimeout(resolve, 2000));
          under--;
          return null;
        },
      },
    });
    for (let step = 0; step < 50; step++) {
      setName(workspace.documents, `Name ${step}`);
      workspace.flush();
      await vi.advanceTimersByTimeAsync(100);
    }
    expect(most).toBe(1);
  });

  it('says that a full disk takes no copy until it does, and offers another place', async () => {
    let isFull = true;
    const texts: (string | null)[] = [];
    start({
      handlers: {
        'document.autosave': ({ text }) => {
          if (isFull) throw new FakeRefusal({ code: 'SHELL-020', message: 'no room', params: {} });
          texts.push(text);
          return null;
        },
      },
    });
    setName(workspace.documents, 'Mine');
    await vi.advanceTimersByTimeAsync(60_000);
    const shown = () => workspace.notices.getState().notices;
    expect(shown()).toEqual([expect.objectContaining({ tone: 'error', detail: 'No room.', stays: true })]);
    expect(state().dirty).toBe(true);
    workspace.desktop.dialogPath = null;
    await must(shown()[0]?.action, 'a way out').run();
    expect(workspace.desktop.requests.some(({ name }) => name === 'document.save-as')).toBe(true);
    isFull = false;
    await vi.advanceTimersByTimeAsync(3000);
    expect(texts).toEqual([writePipeline(state().document)]);
    expect(shown()).toEqual([]);
  });

  it('keeps with it where its relative paths start, so that a recovered sample finds its files', async () => {
    setMode(workspace.documents, 'batch');
    await settled();
    const kept = workspace.desktop.requests.filter(({ name }) => name === 'document.autosave').at(-1);
    expect(kept?.input).toMatchObject({ path: null, basePath: '/samples/lab5.millrace.json' });
  });

  it('tells the other side the name, the path and whether there is unsaved work', async () => {
    setName(workspace.documents, 'New name');
    const told = workspace.desktop.requests.filter(({ name }) => name === 'document.state').at(-1);
    expect(told?.input).toEqual({ name: 'New name', path: null, dirty: true });
  });
});

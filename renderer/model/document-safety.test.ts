/** What keeps the open document safe: the copy of unsaved work, and other programs that change its file. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { must } from '../../engine/base/assert.ts';
import { fakePipeline } from '../bridge/fake-catalogue.ts';
import { FakeRefusal } from '../bridge/fake-desktop.ts';
import { setMode, setName } from './document-edits.ts';
import { newDocument, saveDocument } from './document-files.ts';
import { writePipeline } from './read-pipeline.ts';
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

  it('says no more of a copy that is not needed any more: the work was saved', async () => {
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
    await vi.advanceTimersByTimeAsync(1000);
    expect(lastNotice()?.detail).toBe('No room.');
    workspace.desktop.dialogPath = '/a.json';
    await saveDocument(workspace);
    await vi.advanceTimersByTimeAsync(0);
    expect([state().dirty, lastNotice()]).toEqual([false, undefined]);
    // And the next change is kept at once again.
    isFull = false;
    setName(workspace.documents, 'Next');
    await vi.advanceTimersByTimeAsync(0);
    expect(texts).toEqual([writePipeline(state().document)]);
  });

  it('keeps with it the file that it belongs to, also when that is another by now', async () => {
    start({
      handlers: {
        'document.save-as': async ({ text }) => {
          await new Promise((resolve) => setTimeout(resolve, 1000));
          return { path: '/new.json', fingerprint: 'written', text };
        },
      },
    });
    const saving = saveDocument(workspace);
    setName(workspace.documents, 'Edited meanwhile');
    await vi.advanceTimersByTimeAsync(2000);
    await saving;
    const inputs = workspace.desktop.requests.filter(({ name }) => name === 'document.autosave');
    expect([state().dirty, inputs.at(-1)?.input]).toMatchObject([true, { path: '/new.json' }]);
  });

  it('tells the other side the name, the path and whether there is unsaved work', async () => {
    setName(workspace.documents, 'New name');
    const told = workspace.desktop.requests.filter(({ name }) => name === 'document.state').at(-1);
    expect(told?.input).toEqual({ name: 'New name', path: null, dirty: true });
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

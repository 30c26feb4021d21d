/** The seven ways in which undo fails in canvas editors, each with the test that it does not here. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { addNote, groupSelection, nudgeAll } from './annotation-edits.ts';
import { toggleBreakpoint } from './breakpoint-edits.ts';
import {
  addNode,
  reconnect,
  removeSelection,
  setLabel,
  setMemoryLimit,
  setMode,
  setName,
  setNoDataMicroBatches,
  setSetting,
  setTimeZone,
  setViews,
  setWatermarkPolicy,
} from './document-edits.ts';
import { importDocument, saveDocument } from './document-files.ts';
import { emptyDocument } from './document-store.ts';
import { joinPauseMs } from './history.ts';
import { writePipeline } from './read-pipeline.ts';
import { startRun } from './run-actions.ts';
import { createTestWorkspace, openLab, type TestWorkspace } from './testing/test-workspace.ts';

let workspace: TestWorkspace;

beforeEach(() => {
  vi.useFakeTimers();
  workspace = createTestWorkspace();
  openLab(workspace);
});

afterEach(() => {
  workspace.dispose();
  vi.useRealTimers();
});

const steps = (): number => workspace.documents.getState().history.past.length;

describe('undo traps', () => {
  it('1: arrow keys make an undo step (one a burst) and are kept safe', async () => {
    const { documents, desktop } = workspace;
    documents.select({ nodes: ['typed', 'hourly'] });
    for (let press = 0; press < 5; press++) nudgeAll(documents, { x: 8, y: 0 });
    expect(steps()).toBe(1);
    expect(documents.getState().document.nodes.map((node) => node.position.x)).toEqual([0, 280, 520, 720, 960]);
    await vi.advanceTimersByTimeAsync(1100);
    expect(desktop.autosaved).toContain('"x": 280');
    workspace.advance(joinPauseMs + 1);
    nudgeAll(documents, { x: 8, y: 0 });
    expect(steps()).toBe(2);
    documents.undo();
    documents.undo();
    expect(documents.getState().document.nodes.map((node) => node.position.x)).toEqual([0, 240, 480, 720, 960]);
  });

  it('2: a run makes no undo step and no unsaved change', async () => {
    await startRun(workspace);
    const before = workspace.documents.getState();
    await vi.advanceTimersByTimeAsync(8000);
    expect(workspace.run.getState().snapshot?.queries[0]?.batchesCompleted).toBe(50);
    expect(workspace.documents.getState()).toBe(before);
    expect(before.dirty).toBe(false);
    expect(steps()).toBe(0);
  });

  it('3: keystrokes in one field are one step', () => {
    for (const text of 'counts of all'.split('').map((_, end, all) => all.slice(0, end + 1).join('')))
      setName(workspace.documents, text);
    expect(steps()).toBe(1);
  });

  it('4: the dirty mark is right after save, undo and redo', async () => {
    const { documents, desktop } = workspace;
    const dirty = (): boolean => documents.getState().dirty;
    desktop.dialogPath = '/home/ada/lab.millrace.json';
    setMode(documents, 'batch');
    expect(dirty()).toBe(true);
    expect(await saveDocument(workspace)).toBe(true);
    expect(dirty()).toBe(false);
    documents.undo();
    expect(dirty()).toBe(true);
    documents.redo();
    expect(dirty()).toBe(false);
    documents.undo();
    setMode(documents, 'batch');
    // The same content by another way is what the file holds all the same.
    expect(dirty()).toBe(false);
    documents.undo();
    expect(dirty()).toBe(true);
  });

  it('4: a file that is taken away, and what was recovered, is unsaved until it is saved, whatever is undone', async () => {
    const { documents, desktop } = workspace;
    documents.markUnsaved();
    expect(documents.getState().dirty).toBe(true);
    setMode(documents, 'batch');
    documents.undo();
    expect(documents.getState().dirty).toBe(true);
    desktop.dialogPath = '/home/ada/lab.millrace.json';
    await saveDocument(workspace);
    expect(documents.getState().dirty).toBe(false);
  });

  it('4: what is typed while the file is written is a step of its own, and unsaved', async () => {
    const { documents, desktop } = workspace;
    desktop.dialogPath = '/home/ada/lab.millrace.json';
    setName(documents, 'L');
    const saving = saveDocument(workspace);
    setName(documents, 'La');
    await saving;
    expect(documents.getState().dirty).toBe(true);
    documents.undo();
    expect(documents.getState().document.name).toBe('L');
    expect(documents.getState().dirty).toBe(false);
  });

  it('4: typing on after a save does not join what was saved', async () => {
    const { documents, desktop } = workspace;
    desktop.dialogPath = '/home/ada/lab.millrace.json';
    setName(documents, 'L');
    await saveDocument(workspace);
    setName(documents, 'La');
    expect(documents.getState().dirty).toBe(true);
    documents.undo();
    expect(documents.getState().document.name).toBe('L');
    expect(documents.getState().dirty).toBe(false);
  });

  it.each([
    ['the name', () => setName(workspace.documents, 'x')],
    ['the mode', () => setMode(workspace.documents, 'batch')],
    ['a label', () => setLabel(workspace.documents, 'events', 'x')],
    ['a setting', () => setSetting(workspace.documents, 'hourly', 'duration', '5 minutes')],
    ['saved queries and charts', () => setViews(workspace.documents, { queries: ['select 1'] })],
    ['the time zone', () => setTimeZone(workspace.documents, 'Europe/Paris')],
    ['the memory limit', () => setMemoryLimit(workspace.documents, '512 MB')],
    ['which watermark leads', () => setWatermarkPolicy(workspace.documents, 'max')],
    ['batches without data', () => setNoDataMicroBatches(workspace.documents, false)],
    ['a note', () => void addNote(workspace.documents, { x: 0, y: 200 }, 'Mind the late rows')],
    [
      'a group',
      () => {
        workspace.documents.select({ nodes: ['events', 'typed'] });
        groupSelection(workspace.documents, 'Reading');
      },
    ],
    ['a breakpoint', () => toggleBreakpoint(workspace.documents, '["events","typed","in"]')],
    [
      'a wire that takes another end',
      () => reconnect(workspace.documents, '["hourly","counts","in"]', { source: 'typed', target: 'counts' }),
    ],
    ['a deletion', () => removeSelection(workspace.documents, { nodes: ['hourly'], edges: [] })],
    ['an import', () => workspace.documents.replace({ ...emptyDocument('another'), notes: [] })],
  ])('5: %s is part of the history', (_what, change) => {
    const before = workspace.documents.getState().document;
    change();
    expect(workspace.documents.getState().document).not.toEqual(before);
    workspace.documents.undo();
    expect(workspace.documents.getState().document).toEqual(before);
  });

  it('5: an import names the same files as before from where the open pipeline lies', async () => {
    const { documents, desktop } = workspace;
    desktop.dialogPath = '/home/ada/lab.millrace.json';
    await saveDocument(workspace);
    const theirs = documents.getState().document;
    const nodes = theirs.nodes.map((node) => ({ ...node, config: { ...node.config, path: 'data/rows.json' } }));
    desktop.dialogPath = '/mnt/shared/theirs.millrace.json';
    desktop.files.set(desktop.dialogPath, { text: writePipeline({ ...theirs, nodes }), fingerprint: 'x' });
    await importDocument(workspace);
    expect(documents.getState().document.nodes[0]?.config.path).toBe('../../mnt/shared/data/rows.json');
    documents.undo();
    expect(documents.getState().document).toEqual(theirs);
    expect(documents.getState().dirty).toBe(false);
  });

  it('6: undo works the same after an autosave', async () => {
    const { documents, desktop } = workspace;
    setMode(documents, 'batch');
    await vi.advanceTimersByTimeAsync(2000);
    expect(desktop.autosaved).toContain('"mode": "batch"');
    documents.undo();
    expect(documents.getState().document.settings.mode).toBe('streaming');
    await vi.advanceTimersByTimeAsync(2000);
    expect(desktop.autosaved).toBeNull();
  });

  it('7: what a view shows comes from the document alone, so that showing it anew loses nothing', () => {
    const { documents, catalogue } = workspace;
    const filter = catalogue.byKind.get('filter');
    if (filter === undefined) throw new Error('the fake has a filter');
    const id = addNode(documents, filter, { x: 480, y: 200 }, (made) => [{ source: 'typed', target: made }]);
    const text = JSON.stringify(documents.getState().document);
    documents.undo();
    documents.redo();
    expect(JSON.stringify(documents.getState().document)).toBe(text);
    expect(documents.getState().document.edges).toContainEqual({ source: 'typed', target: id });
  });
});

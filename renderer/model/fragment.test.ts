import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PipelineDocument } from '../../engine/pipeline/document.ts';
import { addNote, groupSelection } from './annotation-edits.ts';
import { breakpointsOf, groupsOf, notesOf } from './annotations.ts';
import { toggleBreakpoint } from './breakpoint-edits.ts';
import { copyToClipboard, cutSelection, pasteFromClipboard } from './clipboard.ts';
import { emptyDocument } from './document-store.ts';
import { copySelection, pasteFragment } from './fragment.ts';
import { readPipeline, writePipeline } from './read-pipeline.ts';
import { createTestWorkspace, openLab, type TestWorkspace } from './testing/test-workspace.ts';

let workspace: TestWorkspace;
beforeEach(() => {
  workspace = createTestWorkspace();
  openLab(workspace);
});
afterEach(() => workspace.dispose());

const document = (): PipelineDocument => workspace.documents.getState().document;
const steps = (): number => workspace.documents.getState().history.past.length;
const said = (): string =>
  workspace.notices
    .getState()
    .notices.map((each) => `${each.title} ${each.detail ?? ''}`)
    .join();

/** A note, a group and a breakpoint around the first two nodes, all selected. */
function selectDecorated(): void {
  const { documents } = workspace;
  const note = addNote(documents, { x: 0, y: 200 }, 'Mind the late rows');
  documents.select({ nodes: ['events', 'typed'], edges: [], notes: [] });
  const group = groupSelection(documents, 'Reading');
  toggleBreakpoint(documents, '["events","typed","in"]');
  documents.select({ nodes: ['events', 'typed'], edges: [], notes: [note], groups: group === null ? [] : [group] });
}

describe('what is selected', () => {
  it('takes its notes, groups and breakpoints along, under ids of their own, as one step', () => {
    selectDecorated();
    const fragment = copySelection(workspace.documents);
    expect(fragment).not.toBeNull();
    if (fragment === null) return;
    const before = steps();
    const ids = pasteFragment(workspace.documents, fragment);
    expect(steps()).toBe(before + 1);
    expect(ids).toEqual(['events-2', 'typed-2']);
    expect(notesOf(document().notes)).toHaveLength(2);
    expect(groupsOf(document().groups).map(({ nodes }) => nodes)).toEqual([
      ['events', 'typed'],
      ['events-2', 'typed-2'],
    ]);
    expect(breakpointsOf(document().views).map(({ source }) => source)).toEqual(['events', 'events-2']);
    const selected = workspace.documents.getState().selection;
    expect([selected.nodes.length, selected.notes?.length, selected.groups?.length]).toEqual([2, 1, 1]);
    workspace.documents.undo();
    expect(notesOf(document().notes)).toHaveLength(1);
    expect(groupsOf(document().groups)).toHaveLength(1);
  });

  it('is a pipeline file itself', () => {
    selectDecorated();
    const fragment = copySelection(workspace.documents);
    const read = readPipeline(writePipeline(fragment ?? emptyDocument('x')));
    expect(read).toEqual({ ok: true, document: fragment });
  });

  it('of a group is all of its nodes; cutting takes them away', async () => {
    const { documents, desktop } = workspace;
    documents.select({ nodes: ['hourly', 'counts'] });
    const group = groupSelection(documents, 'Counting');
    documents.select({ nodes: [], edges: [], groups: group === null ? [] : [group] });
    await cutSelection(workspace);
    expect(document().nodes.map(({ id }) => id)).toEqual(['events', 'typed', 'table']);
    expect(JSON.parse(desktop.clipboard).nodes).toHaveLength(2);
    await pasteFromClipboard(workspace);
    expect(groupsOf(document().groups).map(({ label }) => label)).toEqual(['Counting']);
  });

  it('can be a note alone', async () => {
    const { documents } = workspace;
    const note = addNote(documents, { x: 0, y: 200 }, 'alone');
    documents.select({ nodes: [], edges: [], notes: [note] });
    expect(await copyToClipboard(workspace)).toBe(true);
    await pasteFromClipboard(workspace);
    expect(notesOf(document().notes).map(({ text }) => text)).toEqual(['alone', 'alone']);
  });

  it('gets query names of its own where it has any', () => {
    const { documents } = workspace;
    documents.select({ nodes: ['table'] });
    const fragment = copySelection(documents);
    if (fragment !== null) pasteFragment(documents, fragment);
    const names = document()
      .nodes.map(({ config }) => config.queryName)
      .filter((name) => name !== undefined);
    expect(new Set(names).size).toBe(names.length);
    expect(names.length).toBe(2);
  });
});

describe('pasting', () => {
  it('puts things with their upper left corner at the pointer', async () => {
    const { documents, view } = workspace;
    documents.select({ nodes: ['typed', 'hourly'] });
    await copyToClipboard(workspace);
    view.set({ viewport: { pointer: () => ({ x: 1003, y: 502 }), show: () => undefined } as never });
    await pasteFromClipboard(workspace);
    expect(
      document()
        .nodes.slice(-2)
        .map(({ position }) => position),
    ).toEqual([
      { x: 1000, y: 504 },
      { x: 1240, y: 504 },
    ]);
  });

  it('takes a whole pipeline file, from another window or a mail', async () => {
    workspace.desktop.clipboard = writePipeline({ ...document(), notes: [{ id: 1 }], views: { charts: [1] } });
    await pasteFromClipboard(workspace);
    expect(document().nodes).toHaveLength(10);
    expect(document().edges).toHaveLength(8);
    expect(document().views).toBeUndefined();
  });

  it.each([
    ['a version that is not known here', JSON.stringify({ ...emptyDocument('x'), version: 99 }), '99'],
    ['another format', '{"format":"elsewhere","version":1}', 'elsewhere'],
    ['broken JSON', '{"format": "millrace.pipeline", ', 'line 1'],
    ['a list', '[1,2]', 'millrace.pipeline'],
    ['a node without an outline', JSON.stringify({ ...emptyDocument('x'), nodes: [{ id: 'a' }] }), 'kind'],
    [
      'two nodes of one id',
      JSON.stringify({
        ...emptyDocument('x'),
        nodes: ['a', 'a'].map((id) => ({ id, kind: 'filter', position: { x: 0, y: 0 }, config: {} })),
      }),
      'a',
    ],
  ])('refuses %s, with the reason', async (_, text, reason) => {
    workspace.desktop.clipboard = text;
    await pasteFromClipboard(workspace);
    expect(steps()).toBe(0);
    expect(said()).toContain(reason);
  });

  it.each(['', 'some words', '   '])('leaves other text alone: %j', async (text) => {
    workspace.desktop.clipboard = text;
    await pasteFromClipboard(workspace);
    expect(steps()).toBe(0);
    expect(said()).toContain('The clipboard holds no pipeline');
  });

  it('takes keys of any name as they are', async () => {
    const node =
      '{"id":"constructor","kind":"filter","position":{"x":0,"y":0},"config":{"constructor":1},"label":"<b>"}';
    workspace.desktop.clipboard = writePipeline(emptyDocument('x')).replace('"nodes": []', `"nodes": [${node}]`);
    await pasteFromClipboard(workspace);
    expect(document().nodes.at(-1)).toMatchObject({ id: 'constructor', label: '<b>' });
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
    workspace.documents.undo();
    expect(document().nodes).toHaveLength(5);
  });
});

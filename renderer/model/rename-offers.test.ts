import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { must } from '../../engine/base/assert.ts';
import type { ColumnRename } from '../../engine/session-shapes.ts';
import { setSetting } from './document-edits.ts';
import { renamedColumn } from './rename-offers.ts';
import { createTestWorkspace, openLab, type TestWorkspace } from './testing/test-workspace.ts';

const column = (name: string) => ({ name, type: 'string', nullable: true });

describe('which column has another name', () => {
  it.each([
    [['a', 'b'], ['a', 'c'], { from: 'b', to: 'c' }],
    [['a', 'b'], ['a', 'b'], null],
    [['a', 'b'], ['b', 'a'], null],
    [['a'], ['a', 'b'], null],
    [['a'], [''], null],
    [['a', 'b'], ['b', 'b'], { from: 'a', to: 'b' }],
    [['a', 'A2'], ['x', 'a'], null],
  ])('%j to %j', (before, after, renamed) => {
    expect(renamedColumn(before.map(column), after.map(column))).toEqual(renamed);
  });
});

let workspace: TestWorkspace;
let answer: ColumnRename;
beforeEach(async () => {
  workspace = createTestWorkspace({ handlers: { 'engine.rename-column': () => answer } });
  openLab(workspace);
  await workspace.analysis.refresh();
  const groups = nodeOf('group-by');
  answer = {
    edits: [{ nodeId: groups.id, setting: 'keys.0', before: String(keysOf()[0]), after: 'what' }],
    findings: [],
  };
});
afterEach(() => workspace.dispose());

const nodeOf = (kind: string) =>
  must(
    workspace.documents.getState().document.nodes.find((node) => node.kind === kind),
    'the lab has one',
  );
const keysOf = () => nodeOf('group-by').config.keys as readonly unknown[];
const rename = (name: string): void =>
  setSetting(workspace.documents, nodeOf('schema').id, 'fields.1.name', name, 'typing');

describe('the offer', () => {
  it('is made of the document before the name was touched, once the field is left', async () => {
    const before = workspace.documents.getState().document;
    for (const name of ['w', 'wh', 'what']) rename(name);
    expect(workspace.renames.getState()).toBeNull();
    await workspace.renames.settle();
    expect(workspace.renames.getState()).toMatchObject({ from: 'action', to: 'what', edits: answer.edits });
    const asked = workspace.desktop.requests.find(({ name }) => name === 'engine.rename-column');
    expect(asked?.input).toMatchObject({ nodeId: nodeOf('schema').id, from: 'action', to: 'what' });
    expect(asked?.input).toMatchObject({ document: { nodes: before.nodes } });
  });

  it('is made of a name that was touched before analysis had come so far', async () => {
    rename('mid');
    await workspace.renames.settle();
    workspace.documents.undo();
    rename('what');
    await workspace.renames.settle();
    expect(workspace.renames.getState()).toMatchObject({ from: 'action', to: 'what' });
  });

  it('is written in one undo step', async () => {
    rename('what');
    await workspace.renames.settle();
    const renamed = workspace.documents.getState().document;
    workspace.renames.accept();
    expect(keysOf()[0]).toBe('what');
    expect(workspace.renames.getState()).toBeNull();
    workspace.documents.undo();
    expect(workspace.documents.getState().document).toEqual(renamed);
  });

  it.each<[string, () => void]>([
    ['another edit', () => setSetting(workspace.documents, nodeOf('window').id, 'duration', '2 hours')],
    ['another selection', () => workspace.documents.select({ nodes: [nodeOf('window').id], edges: [] })],
    ['an undo', () => workspace.documents.undo()],
    ['its dismissal', () => workspace.renames.dismiss()],
  ])('goes with %s', async (_, goOn) => {
    rename('what');
    await workspace.renames.settle();
    expect(workspace.renames.getState()).not.toBeNull();
    goOn();
    expect(workspace.renames.getState()).toBeNull();
  });

  it.each<[string, () => void]>([
    ['an undone name', () => workspace.documents.undo()],
    ['a name that is as it was', () => rename('action')],
  ])('is not made of %s', async (_, back) => {
    rename('what');
    back();
    await workspace.renames.settle();
    expect(workspace.renames.getState()).toBeNull();
  });

  it('leaves out settings that say something else by now', async () => {
    answer = { ...answer, edits: answer.edits.map((edit) => ({ ...edit, before: 'other' })) };
    rename('what');
    await workspace.renames.settle();
    expect(workspace.renames.getState()).toBeNull();
  });
});

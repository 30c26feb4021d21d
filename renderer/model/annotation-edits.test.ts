import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { must } from '../../engine/base/assert.ts';
import { addBeside } from './add-beside.ts';
import { addNote, changeNote, dropAll, groupSelection, nudgeAll, setColor, ungroup } from './annotation-edits.ts';
import { groupsOf, notesOf } from './annotations.ts';
import { removeSelection } from './document-edits.ts';
import { groupAt, groupFrames } from './group-frames.ts';
import { createTestWorkspace, type TestWorkspace } from './testing/test-workspace.ts';

let workspace: TestWorkspace;
beforeEach(() => {
  workspace = createTestWorkspace();
  for (const kind of ['file-source', 'schema', 'memory-sink']) {
    addBeside(workspace, must(workspace.catalogue.byKind.get(kind), 'the fake has the kind'));
  }
});
afterEach(() => workspace.dispose());

const now = () => workspace.documents.getState().document;
const groups = () => groupsOf(now().groups).map(({ nodes }) => [...nodes].sort());
const select = (...nodes: string[]) => workspace.documents.select({ nodes, edges: [] });
const drop = (ids: readonly string[], into: string | null) =>
  dropAll(workspace.documents, { nodes: new Map(ids.map((id) => [id, { x: 0, y: 0 }])), notes: new Map(), into });

describe('notes', () => {
  it('are added, changed and taken back step by step', () => {
    const start = now();
    const id = addNote(workspace.documents, { x: 13, y: 7 });
    changeNote(workspace.documents, id, { text: 'late' });
    expect(notesOf(now().notes)).toMatchObject([{ id, text: 'late', position: { x: 16, y: 8 } }]);
    workspace.documents.undo();
    workspace.documents.undo();
    expect(now()).toEqual(start);
  });

  it('leave entries of a file that cannot be read where they are', () => {
    const strange = [{ id: 'x', size: 'huge' }, 'text'];
    workspace.documents.edit((draft) => {
      draft.notes = strange;
    });
    const id = addNote(workspace.documents, { x: 0, y: 0 });
    workspace.documents.select({ notes: [id] });
    removeSelection(workspace.documents);
    expect(now().notes).toEqual(strange);
  });

  it('move and take colour with the selection', () => {
    const id = addNote(workspace.documents, { x: 0, y: 0 });
    const before = must(now().nodes[0], 'there is one').position;
    workspace.documents.select({ nodes: ['file-source'], notes: [id] });
    nudgeAll(workspace.documents, { x: 8, y: 0 });
    setColor(workspace.documents, 'amber');
    expect(notesOf(now().notes)).toMatchObject([{ position: { x: 8, y: 0 }, color: 'amber' }]);
    expect(now().nodes[0]?.position.x).toBe(before.x + 8);
  });
});

describe('groups', () => {
  it('take nodes out of the groups they were in', () => {
    select('file-source', 'schema');
    groupSelection(workspace.documents, 'a');
    select('schema', 'memory-sink');
    groupSelection(workspace.documents, 'b');
    expect(groups()).toEqual([['file-source'], ['memory-sink', 'schema']]);
  });

  it('take in what is dropped in their frame, let go of what is dropped outside, and stay when moved whole', () => {
    select('file-source', 'schema');
    const id = must(groupSelection(workspace.documents, 'a'), 'something is selected');
    drop(['memory-sink'], id);
    expect(groups()).toEqual([['file-source', 'memory-sink', 'schema']]);
    drop(['schema'], null);
    expect(groups()).toEqual([['file-source', 'memory-sink']]);
    drop(['file-source', 'memory-sink'], null);
    expect(groups()).toEqual([['file-source', 'memory-sink']]);
    workspace.documents.undo();
    workspace.documents.undo();
    expect(groups()).toEqual([['file-source', 'memory-sink', 'schema']]);
  });

  it('go with their last node, and leave their nodes when ungrouped', () => {
    select('schema');
    groupSelection(workspace.documents, 'a');
    removeSelection(workspace.documents, { nodes: ['schema'], edges: [] });
    expect(now().groups).toBeUndefined();
    workspace.documents.undo();
    ungroup(workspace.documents, ['group-1']);
    expect(now().nodes).toHaveLength(3);
    expect(now().groups).toBeUndefined();
  });

  it('have a frame around their nodes that stays while one of them is dragged', () => {
    select('file-source', 'schema');
    groupSelection(workspace.documents, 'a');
    const [frame] = groupFrames(now());
    const place = must(now().nodes[0], 'there is one').position;
    expect(groupAt(groupFrames(now()), place)).toBe('group-1');
    expect(groupAt(groupFrames(now()), { x: -9999, y: 0 })).toBeNull();
    expect(groupFrames(now(), new Map([['schema', { x: 9999, y: 0 }]]))[0]?.box).toEqual(frame?.box);
  });
});

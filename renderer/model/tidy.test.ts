import Elk from 'elkjs/lib/elk.bundled.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { must } from '../../engine/base/assert.ts';
import { layOut } from '../layout/lay-out.ts';
import { addNote } from './annotation-edits.ts';
import { notesOf } from './annotations.ts';
import { createTestWorkspace, openLab, type TestWorkspace } from './testing/test-workspace.ts';
import { tidy } from './tidy.ts';

let workspace: TestWorkspace;
beforeEach(() => {
  workspace = createTestWorkspace();
  openLab(workspace);
});
afterEach(() => workspace.dispose());

const elk = new Elk();
const now = () => workspace.documents.getState().document;
const placeOf = (id: string) =>
  must(
    now().nodes.find((node) => node.id === id),
    id,
  ).position;

describe('tidying up', () => {
  it('puts every node to the right of where its rows come from, as one step', async () => {
    const before = now();
    workspace.documents.edit((draft) => {
      for (const [index, node] of draft.nodes.entries()) node.position = { x: 900 - index * 200, y: (index % 2) * 40 };
    });
    const messy = now();
    await tidy(workspace, (graph) => layOut(elk, graph));
    for (const { source, target } of now().edges) expect(placeOf(target).x).toBeGreaterThan(placeOf(source).x);
    workspace.documents.undo();
    expect(now()).toEqual(messy);
    workspace.documents.undo();
    expect(now()).toEqual(before);
  });

  it('moves only what is selected, and takes along the notes beside it', async () => {
    const [first, second, ...others] = now().nodes.map(({ id }) => id);
    const kept = others.map(placeOf);
    addNote(workspace.documents, placeOf(must(first, 'there is one')));
    workspace.documents.select({ nodes: [must(first, 'one'), must(second, 'two')], edges: [] });
    await tidy(workspace, async ({ nodes }) => new Map(nodes.map(({ id }, index) => [id, { x: 0, y: index * 160 }])));
    expect(others.map(placeOf)).toEqual(kept);
    expect(notesOf(now().notes)).toHaveLength(1);
  });

  it('lets a layout go that comes after an edit', async () => {
    await tidy(workspace, async ({ nodes }) => {
      workspace.documents.edit((draft) => {
        draft.name = 'edited';
      });
      return new Map(nodes.map(({ id }) => [id, { x: 4000, y: 4000 }]));
    });
    expect(now().name).toBe('edited');
    expect(now().nodes.every(({ position }) => position.x < 4000)).toBe(true);
  });
});

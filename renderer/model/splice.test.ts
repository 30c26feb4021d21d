import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { must } from '../../engine/base/assert.ts';
import { addBeside } from './add-beside.ts';
import { nodeSize } from './document-edits.ts';
import { edgeId } from './edge-id.ts';
import { insertIntoWire, removeAndBridge } from './splice.ts';
import { createTestWorkspace, type TestWorkspace } from './testing/test-workspace.ts';

let workspace: TestWorkspace;
beforeEach(() => {
  workspace = createTestWorkspace();
  for (const kind of ['file-source', 'schema', 'group-by', 'memory-sink']) addBeside(workspace, kindOf(kind));
});
afterEach(() => workspace.dispose());

const kindOf = (name: string) => must(workspace.catalogue.byKind.get(name), 'the fake has the kind');
const documentNow = () => workspace.documents.getState().document;
const wires = () => documentNow().edges.map(({ source, target }) => `${source} > ${target}`);
const wireId = (source: string, target: string) =>
  edgeId(
    must(
      documentNow().edges.find((edge) => edge.source === source && edge.target === target),
      'the wire is there',
    ),
  );
const places = () => new Map(documentNow().nodes.map((node) => [node.id, node.position]));

describe('a node put into a wire', () => {
  it('takes the rows and gives them on, in a row of cards that cover none another', () => {
    const before = places();
    expect(insertIntoWire(workspace, kindOf('filter'), wireId('schema', 'group-by'))).toBe('filter');
    expect(wires().sort()).toEqual([
      'file-source > schema',
      'filter > group-by',
      'group-by > memory-sink',
      'schema > filter',
    ]);
    const order = ['file-source', 'schema', 'filter', 'group-by', 'memory-sink'].map((id) =>
      must(places().get(id), id),
    );
    expect(new Set(order.map(({ y }) => y)).size).toBe(1);
    order.slice(1).forEach(({ x }, index) => {
      expect(x - must(order[index], 'the one before').x).toBeGreaterThan(nodeSize.width);
    });
    expect(places().get('schema')).toEqual(before.get('schema'));
  });

  it('is one step to undo', () => {
    const before = documentNow();
    insertIntoWire(workspace, kindOf('filter'), wireId('schema', 'group-by'));
    workspace.documents.undo();
    expect(documentNow()).toEqual(before);
  });

  it('goes where one wire is selected, without a pointer', () => {
    workspace.documents.select({ nodes: [], edges: [wireId('schema', 'group-by')] });
    expect(addBeside(workspace, kindOf('filter'))).toEqual({ id: 'filter', wired: true });
    expect(wires()).toContain('filter > group-by');
    expect(wires()).not.toContain('schema > group-by');
  });

  it.each([
    ['a source', 'rows-source', () => wireId('schema', 'group-by')],
    ['a sink', 'memory-sink', () => wireId('schema', 'group-by')],
    ['into a wire that is gone', 'filter', () => 'none'],
    ['before a schema', 'filter', () => wireId('file-source', 'schema')],
  ])('is refused and changes nothing: %s', (_, kind, into) => {
    const before = documentNow();
    expect(insertIntoWire(workspace, kindOf(kind), into())).toBeNull();
    expect(documentNow()).toBe(before);
  });
});

describe('a node taken out of the middle', () => {
  it('leaves its neighbours wired, in one step', () => {
    const before = documentNow();
    insertIntoWire(workspace, kindOf('filter'), wireId('schema', 'group-by'));
    removeAndBridge(workspace, { nodes: ['filter'], edges: [] });
    expect(wires()).toContain('schema > group-by');
    expect(wires()).toHaveLength(before.edges.length);
    workspace.documents.undo();
    expect(wires()).toContain('filter > group-by');
  });

  it('bridges several in a row, and to each that took their rows', () => {
    insertIntoWire(workspace, kindOf('filter'), wireId('schema', 'group-by'));
    insertIntoWire(workspace, kindOf('filter'), wireId('filter', 'group-by'));
    removeAndBridge(workspace, { nodes: ['filter', 'filter-2'], edges: [] });
    expect(wires().sort()).toEqual(['file-source > schema', 'group-by > memory-sink', 'schema > group-by']);
  });

  it('draws no wire that the rules forbid, and none at an end', () => {
    insertIntoWire(workspace, kindOf('filter'), wireId('schema', 'group-by'));
    removeAndBridge(workspace, { nodes: ['schema'], edges: [] });
    expect(wires()).toEqual(expect.not.arrayContaining(['file-source > filter']));
    removeAndBridge(workspace, { nodes: ['memory-sink'], edges: [] });
    expect(wires()).toEqual(['filter > group-by']);
  });
});

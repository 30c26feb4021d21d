import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { must } from '../../engine/base/assert.ts';
import { addBeside } from './add-beside.ts';
import { edgeId } from './edge-id.ts';
import { addAt, placeBehind } from './quick-add.ts';
import { rankKinds } from './rank-kinds.ts';
import { replaceWire } from './replace-wire.ts';
import { canSplice, spliceNode } from './splice-node.ts';
import { createTestWorkspace, type TestWorkspace } from './testing/test-workspace.ts';

let workspace: TestWorkspace;
beforeEach(() => {
  workspace = createTestWorkspace();
});
afterEach(() => workspace.dispose());

const kind = (name: string) => must(workspace.catalogue.byKind.get(name), 'the fake has the kind');
const now = () => workspace.documents.getState().document;
const wires = () =>
  now()
    .edges.map(({ source, target }) => `${source} > ${target}`)
    .sort();
const ground = { at: { x: 0, y: 0 }, behind: null, before: null, wireId: null };
const ranked = (place: Partial<typeof ground | { behind: string }>, search = '') =>
  rankKinds(
    { document: now(), catalogue: workspace.catalogue, analysis: workspace.analysis.getState() },
    { ...ground, ...place },
    search,
  );

describe('kinds offered', () => {
  it('begin with sources on empty ground', () => {
    expect(ranked({})[0]?.descriptor.kind).toBe('file-source');
  });

  it('begin behind a node with what usually follows, and end with what cannot, with the reason', () => {
    addBeside(workspace, kind('file-source'));
    const offered = ranked({ behind: 'file-source' });
    expect(offered[0]?.descriptor.kind).toBe('schema');
    expect(offered.find(({ descriptor }) => descriptor.kind === 'file-source')?.problem?.code).toBe('PIP-022');
    const firstMisfit = offered.findIndex(({ problem }) => problem !== null);
    expect(offered.slice(firstMisfit).every(({ problem }) => problem !== null)).toBe(true);
  });

  it('put what was typed first', () => {
    expect(ranked({}, 'memory')[0]?.descriptor.kind).toBe('memory-sink');
  });
});

describe('adding at a place', () => {
  it('wires a row of nodes one after the other, each one step', () => {
    const first = must(addAt(workspace, kind('file-source'), ground), 'it fits');
    const place = placeBehind(workspace, first, ground);
    const second = must(addAt(workspace, kind('schema'), place), 'it fits');
    expect(wires()).toEqual([`${first} > ${second}`]);
    workspace.documents.undo();
    expect(now().nodes).toHaveLength(1);
    expect(addAt(workspace, kind('file-source'), place)).toBeNull();
    expect(now().nodes).toHaveLength(1);
  });
});

describe('wires in the place of others', () => {
  beforeEach(() => {
    for (const name of ['file-source', 'schema', 'memory-sink']) addBeside(workspace, kind(name));
    workspace.documents.select({ nodes: [], edges: [] });
    addBeside(workspace, kind('filter'));
  });

  it('take a node without wires into a wire, as one step', () => {
    const before = now();
    const cut = edgeId({ source: 'schema', target: 'memory-sink' });
    expect(canSplice(workspace, 'filter', cut)).toBe(true);
    expect(canSplice(workspace, 'schema', cut)).toBe(false);
    expect(spliceNode(workspace, 'filter', cut, { x: 8, y: 8 })).toBe(true);
    expect(wires()).toEqual(['file-source > schema', 'filter > memory-sink', 'schema > filter']);
    workspace.documents.undo();
    expect(now()).toEqual(before);
  });

  it('replace the wire of a taken input, and refuse what the rules refuse', () => {
    expect(replaceWire(workspace, { source: 'filter', target: 'memory-sink' }, null)?.source).toBe('schema');
    expect(wires()).toEqual(['file-source > schema', 'filter > memory-sink']);
    expect(replaceWire(workspace, { source: 'memory-sink', target: 'schema' }, null)).toBeNull();
    expect(wires()).toEqual(['file-source > schema', 'filter > memory-sink']);
  });
});

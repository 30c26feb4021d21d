import { describe, expect, it } from 'vitest';
import { must } from '../../engine/base/assert.ts';
import { fakeCatalogue } from '../bridge/fake-catalogue.ts';
import { addBeside } from './add-beside.ts';
import { createCatalogue } from './catalogue.ts';
import { configSummary } from './config-summary.ts';
import { connect, freePlace, nodeSize, setSetting, valueAt, withValue } from './document-edits.ts';
import { emptyDocument } from './document-store.ts';
import { copySelection, pasteFragment } from './fragment.ts';
import { nodesInFlowOrder } from './graph-order.ts';
import { nextStep } from './next-step.ts';
import { createTestWorkspace, openLab } from './testing/test-workspace.ts';
import { wiresFrom, wiresInto } from './wiring.ts';

const catalogue = createCatalogue(fakeCatalogue);
const kind = (name: string) => must(catalogue.byKind.get(name), 'the fake has the kind');

describe('adding without a pointer', () => {
  it('builds the lab from nothing: each node beside the last one and wired to it', () => {
    const workspace = createTestWorkspace();
    const wired = ['file-source', 'schema', 'filter', 'group-by', 'memory-sink'].map(
      (name) => addBeside(workspace, kind(name)).wired,
    );
    expect(wired).toEqual([false, true, true, true, true]);
    const { document } = workspace.documents.getState();
    expect(document.edges).toEqual([
      { source: 'file-source', target: 'schema' },
      { source: 'schema', target: 'filter' },
      { source: 'filter', target: 'group-by' },
      { source: 'group-by', target: 'memory-sink' },
    ]);
    expect(new Set(document.nodes.map((node) => node.position.y)).size).toBe(1);
    workspace.dispose();
  });

  it('adds without a wire where the rules forbid one', () => {
    const workspace = createTestWorkspace();
    addBeside(workspace, kind('file-source'));
    expect(addBeside(workspace, kind('filter')).wired).toBe(false);
    workspace.dispose();
  });

  it('gives a second sink a query name of its own', () => {
    const workspace = createTestWorkspace();
    addBeside(workspace, kind('memory-sink'));
    addBeside(workspace, kind('memory-sink'));
    const names = workspace.documents.getState().document.nodes.map((node) => node.config.queryName);
    expect(names).toEqual(['result', 'result_2']);
    workspace.dispose();
  });

  it('finds a place where a card covers no other', () => {
    const document = {
      ...emptyDocument('x'),
      nodes: [0, 1, 2].map((row) => ({ id: `n${row}`, kind: 'filter', position: { x: 0, y: row * 120 }, config: {} })),
    };
    const place = freePlace(document, { x: 3, y: 5 });
    expect(place.x).toBe(0);
    expect(place.y).toBeGreaterThanOrEqual(240 + nodeSize.height);
  });
});

describe('wires', () => {
  const lab = () => {
    const workspace = createTestWorkspace();
    openLab(workspace);
    const { document } = workspace.documents.getState();
    workspace.dispose();
    return { document, analysis: workspace.analysis.getState() };
  };

  it('says of each end whether it fits, and why not', () => {
    const { document, analysis } = lab();
    const open = { ...document, edges: document.edges.slice(0, 1) };
    const wires = wiresFrom(open, catalogue, analysis, 'typed');
    expect(wires.map(({ edge, problem }) => [edge.target, problem?.code ?? null])).toEqual([
      ['hourly', null],
      ['counts', null],
      ['table', null],
    ]);
    const back = wiresInto(open, catalogue, analysis, 'hourly');
    expect(back.filter(({ problem }) => problem === null).map(({ edge }) => edge.source)).toEqual(['typed', 'counts']);
  });

  it('refuses a cycle and a second wire into a port', () => {
    const { document, analysis } = lab();
    const codes = wiresFrom(document, catalogue, analysis, 'counts').map(({ problem }) => problem?.code);
    expect(codes).not.toContain(undefined);
  });

  it('draws the same wire only once, and leaves the port unnamed where it is the only one', () => {
    const workspace = createTestWorkspace();
    openLab(workspace);
    connect(workspace.documents, { source: 'events', target: 'typed', targetPort: 'in' });
    expect(workspace.documents.getState().document.edges).toHaveLength(4);
    expect(workspace.documents.getState().canUndo).toBe(false);
    workspace.dispose();
  });
});

describe('the clipboard', () => {
  it('pastes nodes with the wires between them under free ids, in one step', () => {
    const workspace = createTestWorkspace();
    openLab(workspace);
    workspace.documents.select({ nodes: ['typed', 'hourly'] });
    const fragment = must(copySelection(workspace.documents), 'nodes are selected');
    expect(fragment.edges).toEqual([{ source: 'typed', target: 'hourly' }]);
    const ids = pasteFragment(workspace.documents, fragment);
    expect(ids).toEqual(['typed-2', 'hourly-2']);
    const { document, selection } = workspace.documents.getState();
    expect(selection.nodes).toEqual(ids);
    expect(document.edges.at(-1)).toEqual({ source: 'typed-2', target: 'hourly-2' });
    workspace.documents.undo();
    expect(workspace.documents.getState().document.nodes).toHaveLength(5);
    workspace.dispose();
  });
});

describe('reading the graph', () => {
  it('lists nodes as rows reach them, also where wires make a cycle', () => {
    const nodes = ['d', 'c', 'b', 'a'].map((id) => ({ id, kind: 'filter', position: { x: 0, y: 0 }, config: {} }));
    const chain = [
      { source: 'a', target: 'b' },
      { source: 'b', target: 'c' },
    ];
    expect(nodesInFlowOrder({ nodes, edges: chain }).map(({ id }) => id)).toEqual(['d', 'a', 'b', 'c']);
    const cycle = [...chain, { source: 'c', target: 'a' }, { source: 'gone', target: 'd' }];
    expect(nodesInFlowOrder({ nodes, edges: cycle }).map(({ id }) => id)).toEqual(['d', 'c', 'b', 'a']);
  });

  it('knows what a pipeline lacks next', () => {
    const workspace = createTestWorkspace();
    const step = () => nextStep(workspace.documents.getState().document, workspace.catalogue);
    expect(step()).toBe('source');
    addBeside(workspace, kind('rows-source'));
    expect(step()).toBe('sink');
    workspace.documents.select({ nodes: [] });
    addBeside(workspace, kind('memory-sink'));
    expect(step()).toBe('wire');
    connect(workspace.documents, { source: 'rows-source', target: 'memory-sink' });
    expect(step()).toBeNull();
    workspace.dispose();
  });

  it.each([
    ['file-source', { path: '/data/lab5/events', format: 'json' }, '…/lab5/events · json'],
    [
      'schema',
      {
        fields: [
          { name: 'time', type: 'timestamp' },
          { name: 'action', type: 'string' },
        ],
      },
      'time, action',
    ],
    [
      'window',
      { type: 'tumbling', timeColumn: 'time', duration: '1 hour', slide: '5 minutes' },
      'tumbling · time · 1 hour',
    ],
    [
      'window',
      { type: 'sliding', timeColumn: 'time', duration: '1 hour', slide: '5 minutes' },
      'sliding · time · 1 hour · 5 minutes',
    ],
    [
      'group-by',
      {
        keys: ['a', { expr: 'b + 1', as: 'c' }],
        aggregates: [
          { function: 'sum', expr: 'x' },
          { function: 'count', as: 'n' },
        ],
      },
      'a, c · sum(x), n',
    ],
    ['memory-sink', { queryName: 'counts', outputMode: 'complete' }, 'counts · complete'],
    ['filter', { condition: 'a\n  and b' }, 'a and b'],
    ['filter', { condition: { not: 'a text' } }, ''],
    ['group-by', { keys: 'not a list', aggregates: [null, 7] }, ''],
  ])('says in one line what %s does', (name, config, line) => {
    expect(configSummary(kind(name), config)).toBe(line);
  });
});

describe('values at paths', () => {
  it.each([
    [{ a: 1 }, 'a', 2, { a: 2 }],
    [{ a: 1 }, 'b.c', 2, { a: 1, b: { c: 2 } }],
    [{ a: [{ b: 1 }, { b: 2 }] }, 'a.1.b', 3, { a: [{ b: 1 }, { b: 3 }] }],
    [{ a: 1, b: 2 }, 'a', undefined, { b: 2 }],
    [{ a: [1, 2, 3] }, 'a.1', undefined, { a: [1, 3] }],
    ['a text', 'a', 1, { a: 1 }],
  ])('%j with %s', (target, path, value, result) => {
    expect(withValue(target, path.split('.'), value)).toEqual(result);
  });

  it('reads own values only', () => {
    expect(valueAt({ a: [{ b: 1 }] }, 'a.0.b')).toBe(1);
    expect(valueAt({}, 'constructor')).toBeUndefined();
    expect(valueAt({}, '__proto__.polluted')).toBeUndefined();
  });

  it('setting __proto__ pollutes nothing', () => {
    const workspace = createTestWorkspace();
    openLab(workspace);
    setSetting(workspace.documents, 'events', '__proto__.polluted', 'yes');
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    workspace.documents.undo();
    workspace.documents.redo();
    expect(valueAt(workspace.documents.getState().document.nodes[0]?.config, '__proto__')).toEqual({ polluted: 'yes' });
    workspace.dispose();
  });
});

import { describe, expect, it } from 'vitest';
import { must } from '../../engine/base/assert.ts';
import type { SettingDescriptor } from '../../engine/nodes/descriptor.ts';
import { fakeCatalogue } from '../bridge/fake-catalogue.ts';
import { addBeside } from './add-beside.ts';
import { createCatalogue } from './catalogue.ts';
import { configSummary } from './config-summary.ts';
import {
  connect,
  freePlace,
  nodeSize,
  setMemoryLimit,
  setNoDataMicroBatches,
  setSetting,
  setWatermarkPolicy,
  snap,
  valueAt,
  withValue,
} from './document-edits.ts';
import { emptyDocument } from './document-store.ts';
import { copySelection, pasteFragment } from './fragment.ts';
import { nodesInFlowOrder } from './graph-order.ts';
import { nextStep } from './next-step.ts';
import { swapInputs } from './swap-inputs.ts';
import { createTestWorkspace, openLab, type TestWorkspace } from './testing/test-workspace.ts';
import { wiresFrom, wiresInto } from './wiring.ts';

const catalogue = createCatalogue(fakeCatalogue);
const kind = (name: string) => must(catalogue.byKind.get(name), 'the fake has the kind');

/** Two sources, one above the other; their ids from the top. */
function twoSources(workspace: TestWorkspace): readonly [string, string] {
  const ids = [1, 2].map(() => {
    workspace.documents.select({ nodes: [], edges: [] });
    return addBeside(workspace, kind('rows-source')).id;
  });
  return [must(ids[0], 'the first'), must(ids[1], 'the second')];
}

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

  it('joins what is selected: the upper node from the left, the lower one from the right', () => {
    const workspace = createTestWorkspace();
    const [upper, lower] = twoSources(workspace);
    workspace.documents.select({ nodes: [lower, upper] });
    expect(addBeside(workspace, kind('join'))).toEqual({ id: 'join', wired: true });
    const { document } = workspace.documents.getState();
    expect(document.edges).toEqual([
      { source: upper, target: 'join', targetPort: 'left' },
      { source: lower, target: 'join', targetPort: 'right' },
    ]);
    const [top, bottom, join] = document.nodes.map(({ position }) => position);
    const middle = { x: 0, y: (must(top, 'top').y + must(bottom, 'bottom').y) / 2 };
    expect(join?.y).toBe(snap(middle).y);
    expect(join?.x).toBeGreaterThan(must(top, 'top').x + nodeSize.width);
    workspace.documents.undo();
    expect(workspace.documents.getState().document.edges).toEqual([]);
    workspace.dispose();
  });

  it('brings all that are selected into one input that takes many', () => {
    const workspace = createTestWorkspace();
    const both = twoSources(workspace);
    workspace.documents.select({ nodes: both });
    addBeside(workspace, kind('union'));
    expect(workspace.documents.getState().document.edges).toEqual(both.map((source) => ({ source, target: 'union' })));
    workspace.dispose();
  });

  it('puts a source in front of the node that waits for one, into its next open input', () => {
    const workspace = createTestWorkspace();
    addBeside(workspace, kind('join'));
    for (const targetPort of ['left', 'right']) {
      workspace.documents.select({ nodes: ['join'] });
      const { id, wired } = addBeside(workspace, kind('rows-source'));
      expect(wired).toBe(true);
      expect(workspace.documents.getState().document.edges.at(-1)).toEqual({ source: id, target: 'join', targetPort });
    }
    const [join, left, right] = workspace.documents.getState().document.nodes.map(({ position }) => position);
    expect(left?.x).toBeLessThan(must(join, 'the join').x - nodeSize.width);
    expect(right).toEqual({ x: left?.x, y: expect.any(Number) });
    workspace.documents.select({ nodes: ['join'] });
    expect(addBeside(workspace, kind('rows-source')).wired).toBe(false);
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

  it('takes a wire for each input of a join, and several into a union, but each only once', () => {
    const workspace = createTestWorkspace();
    const [upper, lower] = twoSources(workspace);
    const ends = (from: string) =>
      wiresFrom(workspace.documents.getState().document, catalogue, workspace.analysis.getState(), from)
        .filter(({ problem }) => problem === null)
        .map(({ edge }) => `${edge.target} ${edge.targetPort}`);
    workspace.documents.select({ nodes: [], edges: [] });
    addBeside(workspace, kind('join'));
    workspace.documents.select({ nodes: [], edges: [] });
    addBeside(workspace, kind('union'));
    expect(ends(upper)).toEqual(['join left', 'join right', 'union in']);
    connect(workspace.documents, { source: upper, target: 'join', targetPort: 'right' });
    connect(workspace.documents, { source: upper, target: 'union' });
    expect(ends(upper)).toEqual(['join left']);
    expect(ends(lower)).toEqual(['join left', 'union in']);
    workspace.dispose();
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
    addBeside(workspace, kind('union'));
    connect(workspace.documents, { source: 'rows-source', target: 'union' });
    expect(step()).toBe('wire');
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
    ['join', { type: 'left', on: 'left.id = right.id' }, 'left · left.id = right.id'],
    ['union', {}, ''],
    ['union', { allowMissingColumns: true }, 'allowMissingColumns'],
    [
      'window',
      { type: 'session', timeColumn: 'time', duration: '1 hour', gap: '5 minutes' },
      'session · time · 5 minutes',
    ],
    ['filter', { condition: 'a\n  and b' }, 'a and b'],
    ['filter', { condition: { not: 'a text' } }, ''],
    ['group-by', { keys: 'not a list', aggregates: [null, 7] }, ''],
  ])('says in one line what %s does', (name, config, line) => {
    expect(configSummary(kind(name), config)).toBe(line);
  });

  it.each([
    ['rate-source', { rowsPerSecond: 10, rampUpTime: '5 seconds' }, '10/s'],
    ['socket-source', { host: 'localhost', port: 9999 }, 'localhost:9999'],
    ['generator-source', { seed: 1, rowsPerBatch: 100, batches: 20, step: '10 seconds' }, '20 × 100 · 10 seconds'],
    ['generator-source', { rowsPerBatch: 100, step: { not: 'a text' } }, '∞ × 100'],
  ])('gives the numbers of %s their units', (name, config, line) => {
    expect(configSummary({ ...kind('filter'), kind: name, settings: [] }, config)).toBe(line);
  });

  it('says the order of a sort with its direction', () => {
    const by: SettingDescriptor = {
      path: 'by',
      control: 'list',
      required: true,
      item: [
        { path: 'expr', control: 'expression', required: true },
        { path: 'direction', control: 'choice', choices: ['asc', 'desc'], required: false },
      ],
    };
    const config = { by: [{ expr: 'count', direction: 'desc' }, { expr: 'name' }] };
    expect(configSummary({ ...kind('filter'), settings: [by] }, config)).toBe('count desc, name');
  });
});

describe('inputs that are swapped', () => {
  it('takes each wire to the other input, in one step', () => {
    const workspace = createTestWorkspace();
    const [upper, lower] = twoSources(workspace);
    workspace.documents.select({ nodes: [upper, lower] });
    addBeside(workspace, kind('join'));
    const ports = () =>
      workspace.documents.getState().document.edges.map(({ source, targetPort }) => [source, targetPort]);
    swapInputs(workspace.documents, 'join', kind('join'));
    expect(ports()).toEqual([
      [upper, 'right'],
      [lower, 'left'],
    ]);
    workspace.documents.undo();
    expect(ports()[0]).toEqual([upper, 'left']);
    workspace.dispose();
  });
});

describe('settings of the pipeline', () => {
  it('are in the file only where they are not as Spark has them', () => {
    const workspace = createTestWorkspace();
    const settings = () => workspace.documents.getState().document.settings;
    const before = settings();
    setWatermarkPolicy(workspace.documents, 'max');
    setNoDataMicroBatches(workspace.documents, false);
    setMemoryLimit(workspace.documents, '512 MB');
    expect(settings()).toEqual({
      ...before,
      watermarkPolicy: 'max',
      noDataMicroBatches: false,
      memoryLimit: '512 MB',
    });
    setWatermarkPolicy(workspace.documents, 'min');
    setNoDataMicroBatches(workspace.documents, true);
    setMemoryLimit(workspace.documents, ' ');
    expect(settings()).toStrictEqual(before);
    workspace.dispose();
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

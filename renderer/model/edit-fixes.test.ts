import { afterEach, describe, expect, it } from 'vitest';
import { must } from '../../engine/base/assert.ts';
import type { ErrorParams } from '../../engine/base/errors/entry.ts';
import type { PipelineDocument, PipelineEdge, PipelineNode } from '../../engine/pipeline/document.ts';
import { editFixes, type Found } from './edit-fixes.ts';
import { fixesFor } from './fixes.ts';
import { createTestWorkspace, openLab, type TestWorkspace } from './testing/test-workspace.ts';

function pipeline(
  nodes: readonly Omit<PipelineNode, 'position'>[],
  edges: readonly PipelineEdge[] = [],
): PipelineDocument {
  return {
    format: 'millrace.pipeline',
    version: 1,
    name: 'p',
    settings: { mode: 'streaming', timeZone: 'UTC' },
    nodes: nodes.map((node) => ({ ...node, position: { x: 0, y: 0 } })),
    edges: [...edges],
  };
}

/** The settings that the fixes of a finding at a lone node would change. */
function changes(
  kind: string,
  config: Record<string, unknown>,
  found: Omit<Found, 'at'> & { at: Omit<Found['at'], 'nodeId'> },
) {
  const document = pipeline([{ id: 'n', kind, config }]);
  return editFixes(document, { ...found, at: { nodeId: 'n', ...found.at } }, () => []).map(({ edit }) =>
    edit.type === 'settings' ? Object.fromEntries(edit.changes) : edit.type,
  );
}

const at = (text: string, part: string) => ({ start: text.indexOf(part), end: text.indexOf(part) + part.length });

describe('names that are nearly right', () => {
  it.each<[string, string, string, ErrorParams, string, string]>([
    ['EXP-020', 'acton = 1', 'acton', { name: 'acton', near: ['action'] }, 'action = 1', 'a column'],
    [
      'EXP-020',
      'a and `my cont` > 1',
      '`my cont`',
      { name: 'my cont', near: ['my count'] },
      'a and `my count` > 1',
      'in backticks',
    ],
    ['EXP-020', 'windw.start', 'windw.start', { name: 'windw.start', near: ['window'] }, 'window.start', 'with fields'],
    [
      'EXP-020',
      'left.acton = 1',
      'left.acton',
      { name: 'left.acton', near: ['action', 'id'] },
      'left.action = 1',
      'of a side',
    ],
    [
      'EXP-022',
      'window.strt',
      'strt',
      { of: 'window', name: 'strt', fields: ['start', 'end'] },
      'window.start',
      'a field',
    ],
    ['EXP-024', 'uper(a)', 'uper(a)', { name: 'uper', near: ['upper'] }, 'upper(a)', 'a function'],
  ])('%s %s', (code, condition, part, params, mended) => {
    const found = { code, params, at: { setting: 'condition', span: at(condition, part) } };
    expect(changes('filter', { condition }, found)).toEqual([{ condition: mended }]);
  });

  it('offers nothing for a name that is near to none, or whose text is another by now', () => {
    const params = { name: 'zzz', near: ['action', 'time'] };
    expect(
      changes(
        'filter',
        { condition: 'zzz' },
        { code: 'EXP-020', params, at: { setting: 'condition', span: { start: 0, end: 3 } } },
      ),
    ).toEqual([]);
    const moved = { name: 'acton', near: ['action'] };
    expect(
      changes(
        'filter',
        { condition: 'x' },
        { code: 'EXP-020', params: moved, at: { setting: 'condition', span: { start: 0, end: 5 } } },
      ),
    ).toEqual([]);
  });

  it('mends a setting that is a name', () => {
    const found = { code: 'PLN-012', params: { column: 'tme', near: ['time'] }, at: { setting: 'timeColumn' } };
    expect(changes('watermark', { timeColumn: 'tme' }, found)).toEqual([{ timeColumn: 'time' }]);
    const keys = { code: 'PLN-012', params: { column: 'acton', near: ['action'] }, at: { setting: 'keys.1' } };
    expect(changes('group-by', { keys: ['a', 'acton'] }, keys)).toEqual([{ 'keys.1': 'action' }]);
  });
});

describe('settings', () => {
  it('puts an alias where it belongs', () => {
    const expr = 'price * 2 as twice';
    const found = {
      code: 'EXP-009',
      params: { alias: 'twice' },
      at: { setting: 'columns.0.expr', span: at(expr, 'as twice') },
    };
    expect(changes('select', { columns: [{ expr }] }, found)).toEqual([
      { 'columns.0.expr': 'price * 2', 'columns.0.as': 'twice' },
    ]);
    expect(changes('select', { columns: [{ expr, as: 'x' }] }, found)).toEqual([]);
  });

  it('gives a column that is made twice a name of its own', () => {
    const aggregates = [
      { function: 'count', as: 'n' },
      { function: 'count', as: 'n_2' },
      { function: 'sum', expr: 'x', as: 'n' },
    ];
    const found = { code: 'PLN-014', params: { column: 'n' }, at: { setting: 'aggregates.2.as' } };
    expect(changes('group-by', { aggregates }, found)).toEqual([{ 'aggregates.2.as': 'n_3' }]);
  });

  it.each<[string, Record<string, unknown>, ErrorParams, unknown[]]>([
    ['PLN-001', { outputMode: 'complete' }, {}, [{ outputMode: 'append' }]],
    [
      'PLN-064',
      { outputMode: 'complete' },
      { allowed: ['append', 'update'] },
      [{ outputMode: 'append' }, { outputMode: 'update' }],
    ],
    ['PLN-064', { outputMode: 'complete' }, { allowed: 'append' }, [{ outputMode: 'append' }]],
    ['PLN-088', { outputMode: 'update' }, {}, [{ outputMode: 'append' }]],
  ])('%s switches to an output mode that is allowed', (code, config, params, expected) => {
    expect(changes('memory-sink', config, { code, params, at: { setting: 'outputMode' } })).toEqual(expected);
  });

  it('is silent about what only the user knows', () => {
    expect(changes('filter', { condition: '' }, { code: 'EXP-001', at: { setting: 'condition' } })).toEqual([]);
    expect(changes('filter', {}, { code: 'constructor', at: {} })).toEqual([]);
  });
});

describe('a missing watermark', () => {
  const nodes = [
    { id: 's', kind: 'rows-source', config: {} },
    { id: 'w', kind: 'window', config: { timeColumn: 'time' } },
    { id: 'g', kind: 'group-by', config: {} },
    { id: 'm', kind: 'memory-sink', config: { outputMode: 'append' } },
  ];
  const edges = [
    { source: 's', target: 'w' },
    { source: 'w', target: 'g' },
    { source: 'g', target: 'm' },
  ];
  const found = { code: 'PLN-002', at: { nodeId: 'm', setting: 'outputMode' }, params: { node: 'g' } };

  it('is inserted before the window that the aggregation reads', () => {
    const [first, ...others] = editFixes(pipeline(nodes, edges), found, () => []);
    expect(first?.edit).toEqual({ type: 'insert', kind: 'watermark', wire: edges[0], config: { timeColumn: 'time' } });
    expect(others.map(({ values }) => values.mode)).toEqual(['update', 'complete']);
  });

  it('is not inserted where there is one', () => {
    const marked = [...nodes, { id: 'x', kind: 'watermark', config: {} }];
    const wires = [{ source: 's', target: 'x' }, { source: 'x', target: 'w' }, ...edges.slice(1)];
    expect(editFixes(pipeline(marked, wires), found, () => []).map(({ text }) => text)).toEqual([
      'outputMode',
      'outputMode',
    ]);
  });
});

describe('a fix that is pressed', () => {
  let workspace: TestWorkspace;
  afterEach(() => workspace.dispose());

  it('is one undo step, and does nothing once it no longer fits', async () => {
    workspace = createTestWorkspace();
    openLab(workspace);
    const { documents } = workspace;
    const sink = must(
      documents.getState().document.nodes.find(({ kind }) => kind === 'memory-sink'),
      'the lab has one',
    );
    const before = documents.getState().document;
    const found = { code: 'PLN-001', at: { nodeId: sink.id, setting: 'outputMode' }, params: {} };
    const [fix] = fixesFor(workspace, found);
    expect(await fix?.apply()).toBe(true);
    expect(documents.getState().document.nodes.find(({ id }) => id === sink.id)?.config.outputMode).toBe('append');
    expect(await fix?.apply()).toBe(false);
    documents.undo();
    expect(documents.getState().document).toEqual(before);
    expect(documents.getState().canUndo).toBe(false);
  });
});

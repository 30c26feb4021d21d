import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../engine/base/errors/diagnostic.ts';
import type { PipelineDocument } from '../../engine/pipeline/document.ts';
import { edgeId } from '../model/edge-id.ts';
import { isSelected, moveFrom, neighbourOf, outlineRows, selectionOf } from './outline-rows.ts';

const node = (id: string) => ({ id, kind: 'filter', position: { x: 0, y: 0 }, config: {} });
const document: PipelineDocument = {
  format: 'millrace.pipeline',
  version: 1,
  name: 'p',
  settings: { mode: 'streaming', timeZone: 'UTC' },
  nodes: [node('sink'), node('join'), node('b'), node('a')],
  edges: [
    { source: 'a', target: 'join', targetPort: 'left' },
    { source: 'b', target: 'join', targetPort: 'right' },
    { source: 'join', target: 'sink' },
  ],
  groups: [{ id: 'g', label: 'Two', nodes: ['a', 'a', 'b', 'gone'] }],
  notes: [{ id: 'n', text: 'Look', position: { x: 0, y: 0 }, size: { width: 200, height: 80 } }],
};
const found = { code: 'PIP-001', severity: 'error', params: {}, at: { nodeId: 'join' } } as unknown as Diagnostic;
const none = new Map<string, readonly Diagnostic[]>();
const keys = (unfolded: readonly string[] = [], findings = none) =>
  outlineRows(document, findings, new Set(unfolded)).map((row) => row.key);

describe('the outline', () => {
  it('lists nodes in the order of the flow, then groups and notes', () => {
    expect(keys()).toEqual(['node b', 'node a', 'node join', 'node sink', 'group g', 'note n']);
  });

  it('shows in a node what was found, what comes in and what goes out', () => {
    const rows = outlineRows(document, new Map([['join', [found]]]), new Set(['node join']));
    const inside = rows.filter((row) => row.parent === 'node join');
    expect(inside.map((row) => [row.type, row.level, row.position, row.setSize])).toEqual([
      ['finding', 2, 1, 4],
      ['wire', 2, 2, 4],
      ['wire', 2, 3, 4],
      ['wire', 2, 4, 4],
    ]);
    expect(inside.map((row) => (row.type === 'wire' ? `${row.way} ${row.edge.source}` : ''))).toEqual([
      '',
      'in a',
      'in b',
      'out join',
    ]);
  });

  it('shows the nodes of a group once, without those that are gone', () => {
    expect(keys(['group g']).filter((key) => key.includes('member'))).toEqual(['group g member a', 'group g member b']);
  });

  it('says how many there are and which can be unfolded', () => {
    const rows = outlineRows({ ...document, edges: [] }, none, new Set());
    expect(rows.map((row) => [row.position, row.setSize, row.expanded])).toEqual([
      [1, 6, null],
      [2, 6, null],
      [3, 6, null],
      [4, 6, null],
      [5, 6, false],
      [6, 6, null],
    ]);
  });

  it('takes no wire whose end is not there, and no id twice', () => {
    const odd = {
      ...document,
      edges: [{ source: 'a', target: 'gone' }],
      notes: [...(document.notes as []), ...(document.notes as [])],
    };
    const rows = outlineRows(odd, none, new Set(['node a']));
    expect(rows.filter((row) => row.type === 'wire')).toEqual([]);
    expect(rows.filter((row) => row.type === 'note')).toHaveLength(1);
  });

  it('shares the selection with the canvas', () => {
    const rows = outlineRows(document, none, new Set(['node a', 'group g']));
    for (const row of rows) {
      const selection = selectionOf(row);
      if (selection !== null) expect(isSelected(row, selection)).toBe(true);
    }
    const wire = { source: 'a', target: 'join', targetPort: 'left' };
    const selected = rows.filter((row) => isSelected(row, { nodes: ['b'], edges: [edgeId(wire)] }));
    expect(selected.map((row) => row.key)).toEqual(['node b', `node a out ${edgeId(wire)}`, 'group g member b']);
  });
});

describe('keys in the outline', () => {
  const rows = outlineRows(document, none, new Set(['node join']));
  const firstWire = rows.find((row) => row.parent === 'node join')?.key ?? '';

  it.each([
    ['node b', 'ArrowDown', { to: 'node a' }],
    ['node b', 'ArrowUp', null],
    ['gone', 'ArrowDown', { to: 'node b' }],
    ['node a', 'Home', { to: 'node b' }],
    ['node a', 'End', { to: 'note n' }],
    ['node a', 'ArrowRight', { unfold: 'node a' }],
    ['node join', 'ArrowRight', { to: firstWire }],
    ['node join', 'ArrowLeft', { fold: 'node join' }],
    [firstWire, 'ArrowLeft', { to: 'node join' }],
    ['note n', 'ArrowDown', null],
    ['note n', 'x', null],
  ] as const)('at %s, %s', (key, pressed, move) => {
    expect(moveFrom(rows, key, pressed)).toEqual(move);
  });

  it('go on beside what is removed', () => {
    expect([neighbourOf(rows, 'node b'), neighbourOf(rows, 'note n'), neighbourOf(rows, 'gone')]).toEqual([
      'node a',
      'group g',
      'node b',
    ]);
    const one = outlineRows({ ...document, edges: document.edges.slice(0, 1) }, none, new Set(['node a']));
    expect(neighbourOf(one, one.find((row) => row.type === 'wire')?.key ?? '')).toBe('node a');
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PipelineDocument, PipelineNode } from '../../engine/pipeline/document.ts';
import { fakePipeline } from '../bridge/fake-catalogue.ts';
import { diffDocuments, isSameButMoved } from './document-diff.ts';

const lab = JSON.parse(fakePipeline) as PipelineDocument;
const mapped = (id: string, change: (node: PipelineNode) => PipelineNode): PipelineDocument => ({
  ...lab,
  nodes: lab.nodes.map((node) => (node.id === id ? change(node) : node)),
});

describe('the difference of two pipelines', () => {
  it('is nothing where only places and the order of keys are others', () => {
    const moved: PipelineDocument = {
      ...lab,
      nodes: lab.nodes.map(({ id, kind, label, config }) => ({
        config,
        kind,
        id,
        ...(label === undefined ? {} : { label }),
        position: { x: 7, y: 7 },
      })),
    };
    const diff = diffDocuments(lab, moved);
    expect(isSameButMoved(diff)).toBe(true);
    expect(diff.moved).toBe(lab.nodes.length);
    expect(isSameButMoved(diffDocuments(lab, lab))).toBe(true);
  });

  it('names settings with their values before and after', () => {
    const after = mapped('hourly', (node) => ({
      ...node,
      label: 'By hour',
      config: { ...node.config, duration: '5 minutes', extra: { list: [1, 2] } },
    }));
    const before = mapped('hourly', (node) => ({ ...node, config: { ...node.config, extra: { list: [1, 3] } } }));
    const [change] = diffDocuments(before, after).nodes.changed;
    expect(change?.changes).toEqual([
      { path: 'label', before: undefined, after: 'By hour' },
      { path: 'config.duration', before: lab.nodes[2]?.config.duration, after: '5 minutes' },
      { path: 'config.extra.list.1', before: 3, after: 2 },
    ]);
  });

  it('knows a node that only has another id, and its wires', () => {
    const after: PipelineDocument = {
      ...lab,
      nodes: lab.nodes.map((node) =>
        node.id === 'hourly' ? { ...node, id: 'windows', position: { x: 1, y: 1 } } : node,
      ),
      edges: lab.edges.map((edge) => ({
        ...edge,
        source: edge.source === 'hourly' ? 'windows' : edge.source,
        target: edge.target === 'hourly' ? 'windows' : edge.target,
      })),
    };
    const diff = diffDocuments(lab, after);
    expect(diff.nodes.added).toEqual([]);
    expect(diff.nodes.removed).toEqual([]);
    expect(diff.edges).toEqual({ added: [], removed: [] });
    expect(diff.nodes.changed.map((each) => each.changes)).toEqual([
      [{ path: 'id', before: 'hourly', after: 'windows' }],
    ]);
  });

  it('takes two that are alike for others, where it cannot tell which is which', () => {
    const twin = (id: string): PipelineNode => ({ id, kind: 'filter', position: { x: 0, y: 0 }, config: {} });
    const at = (id: string, x: number): PipelineNode => ({ ...twin(id), position: { x, y: 0 } });
    const diff = diffDocuments({ ...lab, nodes: [at('a', 1)] }, { ...lab, nodes: [at('b', 2), at('c', 3)] });
    expect([diff.nodes.added.length, diff.nodes.removed.length]).toEqual([2, 1]);
    const same = diffDocuments({ ...lab, nodes: [at('a', 1)] }, { ...lab, nodes: [at('b', 2), at('c', 1)] });
    expect(same.nodes.changed.map(({ after }) => after.id)).toEqual(['c']);
  });

  it('has notes, groups, breakpoints, queries, the name and the settings', () => {
    const note = { id: 'n', text: 'a', position: { x: 0, y: 0 }, size: { width: 100, height: 50 } };
    const before: PipelineDocument = {
      ...lab,
      notes: [note, { ...note, id: 'gone' }],
      groups: [{ id: 'g', label: 'x', nodes: ['events', 'typed'] }],
    };
    const after: PipelineDocument = {
      ...lab,
      name: 'other',
      settings: { ...lab.settings, timeZone: 'Europe/Paris' },
      notes: [{ ...note, text: 'b', position: { x: 9, y: 9 } }],
      groups: [{ id: 'g', label: 'x', nodes: ['typed', 'events'] }],
      views: { breakpoints: [{ source: 'events', target: 'typed', condition: '', enabled: true }], queries: [] },
    };
    const diff = diffDocuments(before, after);
    expect(diff.notes.changed).toHaveLength(1);
    expect(diff.notes.removed.map(({ id }) => id)).toEqual(['gone']);
    expect(diff.groups).toEqual({ added: [], removed: [], changed: [] });
    expect(diff.settings.map(({ path }) => path)).toEqual(['name', 'settings.timeZone']);
    expect([diff.breakpoints, diff.views]).toEqual([true, true]);
  });

  it('is the other way round from the other side, and survives keys of any name', () => {
    const node = fc.record({
      id: fc.constantFrom('a', 'b', 'c', '__proto__', 'constructor'),
      kind: fc.constantFrom('filter', 'select'),
      position: fc.record({ x: fc.nat(3), y: fc.nat(3) }),
      config: fc.dictionary(fc.constantFrom('x', 'y', '__proto__', 'toString'), fc.jsonValue(), { maxKeys: 3 }),
    });
    const nodes = fc.uniqueArray(node, { selector: ({ id }) => id, maxLength: 4 });
    fc.assert(
      fc.property(nodes, nodes, (a, b) => {
        const on = diffDocuments({ ...lab, nodes: a, edges: [] }, { ...lab, nodes: b, edges: [] });
        const back = diffDocuments({ ...lab, nodes: b, edges: [] }, { ...lab, nodes: a, edges: [] });
        expect(on.nodes.added.length - on.nodes.removed.length).toBe(b.length - a.length);
        expect(isSameButMoved(on)).toBe(isSameButMoved(back));
      }),
      { seed: 21, numRuns: 200 },
    );
  });
});

import { describe, expect, it } from 'vitest';
import type { PipelineNode } from '../../engine/pipeline/document.ts';
import { createCatalogue } from '../model/catalogue.ts';
import { cardBounds, changedBounds, emptyScene, FarScenes, meet, nowhere, wireBounds, wireNear } from './far-scene.ts';
import type { FlowEdge, FlowNode } from './flow-elements.ts';

const catalogue = createCatalogue([]);
const titleOf = (node: PipelineNode): string => node.id;

function card(id: string, x: number, y: number, selected = false): FlowNode {
  const node: PipelineNode = { id, kind: 'filter', position: { x, y }, config: {} };
  return { id, type: 'card', position: { x, y }, data: { node }, selected };
}

function wire(source: string, target: string): FlowEdge {
  return { id: `${source} ${target}`, source, target, targetHandle: 'in', type: 'wire' };
}

const nodes = [card('a', 0, 0), card('b', 400, 200), card('c', 800, 0)];
const edges = [wire('a', 'b'), wire('b', 'c')];

describe('the scene of a far canvas', () => {
  it('keeps the shapes of what did not change: a dragged card takes its own wires with it alone', () => {
    const scenes = new FarScenes();
    const before = scenes.scene(nodes, edges, catalogue, titleOf);
    const after = scenes.scene([card('a', 8, 0), ...nodes.slice(1)], edges, catalogue, titleOf);
    expect(after.cards[0]).not.toBe(before.cards[0]);
    expect(after.cards.slice(1).every((each, index) => each === before.cards[index + 1])).toBe(true);
    expect(after.wires[0]).not.toBe(before.wires[0]);
    expect(after.wires[1]).toBe(before.wires[1]);
  });

  it('leaves out a wire that lacks an end, and takes new names with a new language', () => {
    const scenes = new FarScenes();
    expect(scenes.scene(nodes, [wire('a', 'gone')], catalogue, titleOf).wires).toEqual([]);
    const named = scenes.scene(nodes, [], catalogue, (node) => `${node.id}!`);
    expect(named.cards.map(({ title }) => title)).toEqual(['a!', 'b!', 'c!']);
  });

  it('says which part must be painted again: what went and what came', () => {
    const scenes = new FarScenes();
    const before = scenes.scene(nodes, edges, catalogue, titleOf);
    expect(changedBounds(before, scenes.scene(nodes, edges, catalogue, titleOf))).toEqual(nowhere);
    const moved = scenes.scene([...nodes.slice(0, 2), card('c', 800, 600)], edges, catalogue, titleOf);
    const part = changedBounds(before, moved);
    expect(part.top).toBeLessThanOrEqual(0);
    expect(part.bottom).toBeGreaterThanOrEqual(688);
    expect(part.left).toBeGreaterThan(400);
    expect(meet(part, cardBounds(before.cards[0] ?? expect.fail('three cards')))).toBe(false);
  });
});

describe('the wire under the pointer', () => {
  const scene = new FarScenes().scene(nodes, edges, catalogue, titleOf);

  it('is found along the whole curve and not beside it', () => {
    const [first] = scene.wires;
    if (first === undefined) expect.fail('two wires');
    const middle = { x: (first.from.x + first.to.x) / 2, y: (first.from.y + first.to.y) / 2 };
    for (const at of [first.from, middle, first.to]) expect(wireNear(scene, at, 8)).toBe('a b');
    expect(wireNear(scene, { x: middle.x + 60, y: middle.y - 60 }, 8)).toBeNull();
    expect(wireNear(emptyScene, middle, 1000)).toBeNull();
  });

  it('is the nearer one of two', () => {
    const [first, second] = scene.wires;
    if (first === undefined || second === undefined) expect.fail('two wires');
    expect(wireNear(scene, { x: first.to.x - 10, y: first.to.y }, 2000)).toBe('a b');
    expect(wireNear(scene, { x: second.to.x, y: second.to.y }, 2000)).toBe('b c');
  });

  it('lies within its bounds even where it runs backwards', () => {
    const back = new FarScenes().scene(nodes, [wire('c', 'a')], catalogue, titleOf).wires[0];
    if (back === undefined) expect.fail('one wire');
    const bounds = wireBounds(back);
    expect(bounds.right).toBeGreaterThan(back.from.x + back.pull);
    expect(bounds.left).toBeLessThan(back.to.x - back.pull);
  });
});

import { describe, expect, it } from 'vitest';
import { bareGraph } from './bare-graph.ts';
import { EDGES_A_BLOCK, makeGraph, NODES_A_BLOCK } from './graph.ts';

describe('the large graph', () => {
  it('has the size that is asked for, and is the same each time', () => {
    const graph = makeGraph(50);
    expect([graph.nodes.length, graph.edges.length]).toEqual([500, 700]);
    expect([NODES_A_BLOCK, EDGES_A_BLOCK]).toEqual([10, 14]);
    expect(makeGraph(50)).toEqual(graph);
  });

  it('puts no node on another', () => {
    const places = makeGraph(200).nodes.map(({ position }) => `${position.x} ${position.y}`);
    expect(new Set(places).size).toBe(places.length);
  });

  it('is shown to the bare page with the same nodes, places and wires', () => {
    const graph = makeGraph(3);
    const bare = bareGraph(graph);
    expect(bare.nodes.map(({ id, position }) => ({ id, position }))).toEqual(
      graph.nodes.map(({ id, position }) => ({ id, position })),
    );
    expect(bare.edges.map(({ source, target }) => ({ source, target }))).toEqual(graph.edges);
  });
});

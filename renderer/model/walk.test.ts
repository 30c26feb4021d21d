import { describe, expect, it } from 'vitest';
import { emptyDocument } from './document-store.ts';
import { neighbour, streamOf } from './walk.ts';

const at = (id: string, x: number, y: number) => ({ id, kind: 'filter', position: { x, y }, config: {} });
const pipeline = {
  ...emptyDocument('walk'),
  nodes: [at('a', 0, 0), at('b', 300, 0), at('c', 600, 200), at('d', 600, -200), at('e', 300, 300)],
  edges: [
    { source: 'a', target: 'b' },
    { source: 'b', target: 'c' },
    { source: 'b', target: 'd' },
  ],
};

describe('walking', () => {
  it('follows wires to the right and back, the uppermost first', () => {
    expect(neighbour(pipeline, 'a', 'right')).toBe('b');
    expect(neighbour(pipeline, 'b', 'right')).toBe('d');
    expect(neighbour(pipeline, 'c', 'left')).toBe('b');
  });
  it('goes to the nearest where no wire leads', () => {
    expect(neighbour(pipeline, 'd', 'down')).toBe('c');
    expect(neighbour(pipeline, 'b', 'down')).toBe('e');
    expect(neighbour(pipeline, 'e', 'right')).toBe('c');
    expect(neighbour(pipeline, 'a', 'left')).toBeNull();
    expect(neighbour(pipeline, 'none', 'left')).toBeNull();
  });
  it('gathers what rows come from and go to, in a ring as well', () => {
    expect([...streamOf(pipeline, ['b'], 'down')].sort()).toEqual(['b', 'c', 'd']);
    expect([...streamOf(pipeline, ['c'], 'up')].sort()).toEqual(['a', 'b', 'c']);
    const ring = { edges: [...pipeline.edges, { source: 'c', target: 'a' }] };
    expect([...streamOf(ring, ['a'], 'down')].sort()).toEqual(['a', 'b', 'c', 'd']);
  });
});

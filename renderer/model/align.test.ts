import { describe, expect, it } from 'vitest';
import { aligned, distributed, type Placed } from './align.ts';

const card = (id: string, x: number, y: number, width = 100): Placed => ({ id, part: 'node', x, y, width, height: 50 });
const boxes = [card('a', 0, 10), card('b', 130, 90), card('c', 500, 40, 200)];
const xs = (places: ReturnType<typeof aligned>) => Object.fromEntries([...places].map(([{ id }, { x }]) => [id, x]));
const ys = (places: ReturnType<typeof aligned>) => Object.fromEntries([...places].map(([{ id }, { y }]) => [id, y]));

describe('aligning', () => {
  it('goes by the outermost edge or the middle of all', () => {
    expect(xs(aligned(boxes, 'left'))).toEqual({ a: 0, b: 0, c: 0 });
    expect(xs(aligned(boxes, 'right'))).toEqual({ a: 600, b: 600, c: 500 });
    expect(xs(aligned(boxes, 'centre'))).toEqual({ a: 300, b: 300, c: 250 });
    expect(ys(aligned(boxes, 'top'))).toEqual({ a: 10, b: 10, c: 10 });
    expect(ys(aligned(boxes, 'bottom'))).toEqual({ a: 90, b: 90, c: 90 });
    expect(ys(aligned(boxes, 'middle'))).toEqual({ a: 50, b: 50, c: 50 });
  });
  it('has nothing to do for nothing', () => expect(aligned([], 'left').size).toBe(0));
});

describe('distributing', () => {
  it('keeps the ends and makes the gaps equal', () => {
    expect(xs(distributed(boxes, 'x'))).toEqual({ b: 250 });
    expect(ys(distributed(boxes, 'y'))).toEqual({ c: 50 });
  });
  it('needs three', () => expect(distributed(boxes.slice(0, 2), 'x').size).toBe(0));
});

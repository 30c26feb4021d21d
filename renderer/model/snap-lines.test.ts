import { describe, expect, it } from 'vitest';
import { type Box, indexBoxes, snapBox } from './snap-lines.ts';

const box = (x: number, y: number, width = 100, height = 50): Box => ({ x, y, width, height });

describe('snap lines', () => {
  it('draw what is held near a line onto it, and say how long the line is', () => {
    const index = indexBoxes([box(0, 0), box(400, 200)]);
    const { dx, dy, guides } = snapBox(index, box(203, 4), 6);
    expect([dx, dy]).toEqual([0, -4]);
    expect(guides).toContainEqual({ kind: 'line', axis: 'x', at: 0, from: 0, to: 303 });
  });

  it('leave alone what is further off than the reach', () => {
    expect(snapBox(indexBoxes([box(0, 0)]), box(307, 131), 6)).toEqual({ dx: 0, dy: 0, guides: [] });
  });

  it('know edges and centres of boxes of other sizes', () => {
    const { dx } = snapBox(indexBoxes([box(0, 0, 300, 80)]), box(98, 400), 6);
    expect(dx).toBe(2);
  });

  it('make gaps in a row equal, between two and behind two', () => {
    const between = snapBox(indexBoxes([box(0, 0), box(500, 0)]), box(247, 0), 6);
    expect(between.dx).toBe(3);
    expect(between.guides.filter(({ kind }) => kind === 'gap')).toHaveLength(2);
    const behind = snapBox(indexBoxes([box(0, 0), box(140, 0)]), box(283, 0), 6);
    expect(behind.dx).toBe(-3);
  });

  it('take the nearer of two lines', () => {
    const { dx } = snapBox(indexBoxes([box(0, 0), box(5, 300)]), box(4, 600), 6);
    expect(dx).toBe(1);
  });
});

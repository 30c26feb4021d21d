import { describe, expect, it } from 'vitest';
import { pairs } from './far-icons.ts';
import { fitted } from './far-paint.ts';
import { holds } from './far-surface.ts';
import { mapScale, onMap, underMap } from './overview-scale.ts';

const view = { x: 10, y: 20, zoom: 0.3, width: 900, height: 500 };

describe('the painted surface', () => {
  it('holds what a pan shows until it comes to its edge, and nothing at another zoom or size', () => {
    expect(holds(view, { ...view, x: 202, y: -172 })).toBe(true);
    expect(holds(view, { ...view, x: 203 })).toBe(false);
    expect(holds(view, { ...view, zoom: 0.31 })).toBe(false);
    expect(holds(view, { ...view, width: 901 })).toBe(false);
  });

  it('cuts a name to its room, whole letters only', () => {
    const ink = { measureText: (text: string) => ({ width: [...text].length * 10 }) as TextMetrics };
    expect(fitted(ink, 'short', 50, 10)).toBe('short');
    expect(fitted(ink, 'a longer name', 50, 10)).toBe('a lo…');
    expect(fitted(ink, '🌊🌊🌊🌊', 30, 10)).toBe('🌊🌊…');
  });

  it('reads the points of an icon', () => {
    expect(pairs('1,2 3 4')).toEqual([
      [1, 2],
      [3, 4],
    ]);
  });
});

describe('the map', () => {
  it('shows all nodes and what is seen, and leads back to the same place', () => {
    const seen = { left: -100, top: -100, right: 500, bottom: 300 };
    const map = mapScale([{ x: 2000, y: 1000 }], seen, { width: 142, height: 94 });
    for (const corner of [
      { x: -100, y: -100 },
      { x: 2192, y: 1088 },
    ]) {
      const at = onMap(map, corner);
      expect(at.x).toBeGreaterThanOrEqual(0);
      expect(at.x).toBeLessThanOrEqual(142);
      expect(at.y).toBeGreaterThanOrEqual(0);
      expect(at.y).toBeLessThanOrEqual(94);
      expect(underMap(map, at).x).toBeCloseTo(corner.x);
    }
  });
});

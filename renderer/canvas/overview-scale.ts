import { nodeSize, type Point } from '../model/document-edits.ts';
import type { Bounds } from './far-scene.ts';

/** How the canvas is brought onto its map: a point `p` lies at `p * zoom + (x, y)` there, px. */
export interface MapScale {
  readonly zoom: number;
  readonly x: number;
  readonly y: number;
}

/** Room around what the map shows, px of the map. */
const marginPx = 6;

/** The scale at which a map of this size shows all nodes and what is seen of the canvas, in its middle. */
export function mapScale(
  places: readonly Point[],
  seen: Bounds,
  size: { readonly width: number; readonly height: number },
): MapScale {
  let { left, top, right, bottom } = seen;
  for (const { x, y } of places) {
    left = Math.min(left, x);
    top = Math.min(top, y);
    right = Math.max(right, x + nodeSize.width);
    bottom = Math.max(bottom, y + nodeSize.height);
  }
  const zoom = Math.min(
    (size.width - 2 * marginPx) / Math.max(1, right - left),
    (size.height - 2 * marginPx) / Math.max(1, bottom - top),
  );
  return {
    zoom,
    x: size.width / 2 - (zoom * (left + right)) / 2,
    y: size.height / 2 - (zoom * (top + bottom)) / 2,
  };
}

export function onMap({ zoom, x, y }: MapScale, point: Point): Point {
  return { x: point.x * zoom + x, y: point.y * zoom + y };
}

export function underMap({ zoom, x, y }: MapScale, point: Point): Point {
  return { x: (point.x - x) / zoom, y: (point.y - y) / zoom };
}

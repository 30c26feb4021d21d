/** The icons of node kinds as paths, taken from the drawn icons themselves, so that both are always the same. */
import type { FarIcons } from './far-paint.ts';

/** @param holder holds an element with `data-kind` for each kind, its icon within */
export function readIcons(holder: Element): FarIcons {
  const paths = new Map<string, Path2D>();
  for (const element of holder.querySelectorAll('[data-kind]')) {
    const path = new Path2D();
    for (const shape of element.querySelectorAll('path, line, polyline, polygon, rect, circle, ellipse')) {
      path.addPath(pathOf(shape));
    }
    paths.set(element.getAttribute('data-kind') ?? '', path);
  }
  return (kind) => paths.get(kind) ?? null;
}

function pathOf(shape: Element): Path2D {
  const value = (name: string): number => Number(shape.getAttribute(name) ?? 0);
  const path = new Path2D(shape.tagName === 'path' ? (shape.getAttribute('d') ?? '') : undefined);
  switch (shape.tagName) {
    case 'line':
      path.moveTo(value('x1'), value('y1'));
      path.lineTo(value('x2'), value('y2'));
      break;
    case 'polyline':
    case 'polygon':
      for (const [index, [x, y]] of pairs(shape.getAttribute('points') ?? '').entries()) {
        if (index === 0) path.moveTo(x, y);
        else path.lineTo(x, y);
      }
      if (shape.tagName === 'polygon') path.closePath();
      break;
    case 'rect':
      path.roundRect(value('x'), value('y'), value('width'), value('height'), value('rx'));
      break;
    case 'circle':
      path.arc(value('cx'), value('cy'), value('r'), 0, 2 * Math.PI);
      break;
    case 'ellipse':
      path.ellipse(value('cx'), value('cy'), value('rx'), value('ry'), 0, 0, 2 * Math.PI);
      break;
  }
  return path;
}

/** `1,2 3,4` as points. */
export function pairs(points: string): readonly (readonly [number, number])[] {
  const numbers = points
    .trim()
    .split(/[\s,]+/)
    .map(Number);
  const found: [number, number][] = [];
  for (let at = 0; at + 1 < numbers.length; at += 2) found.push([numbers[at] ?? 0, numbers[at + 1] ?? 0]);
  return found;
}

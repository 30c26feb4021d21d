/** Putting what is selected into line, or at equal gaps. */
import type { PipelineDocument } from '../../engine/pipeline/document.ts';
import { notesOf } from './annotations.ts';
import { nodeSize, type Point } from './document-edits.ts';
import type { Selection } from './document-store.ts';
import { type Box, boundsOf } from './snap-lines.ts';

export type Alignment = 'left' | 'centre' | 'right' | 'top' | 'middle' | 'bottom';

export interface Placed extends Box {
  readonly id: string;
  readonly part: 'node' | 'note';
}

/** The cards and notes that are selected. */
export function selectedBoxes(document: PipelineDocument, selection: Selection): readonly Placed[] {
  const [nodes, notes] = [new Set(selection.nodes), new Set(selection.notes)];
  return [
    ...document.nodes.flatMap(({ id, position }): Placed[] =>
      nodes.has(id) ? [{ id, part: 'node', x: position.x, y: position.y, ...nodeSize }] : [],
    ),
    ...notesOf(document.notes).flatMap(({ id, position, size }): Placed[] =>
      notes.has(id) ? [{ id, part: 'note', ...position, ...size }] : [],
    ),
  ];
}

/** New places: each box goes to the line that the outermost of them lies on, or to the middle of all. */
export function aligned(boxes: readonly Placed[], to: Alignment): ReadonlyMap<Placed, Point> {
  const all = boundsOf(boxes);
  if (all === null) return new Map();
  const place = ({ x, y, width, height }: Placed): Point => {
    switch (to) {
      case 'left':
        return { x: all.x, y };
      case 'centre':
        return { x: all.x + (all.width - width) / 2, y };
      case 'right':
        return { x: all.x + all.width - width, y };
      case 'top':
        return { x, y: all.y };
      case 'middle':
        return { x, y: all.y + (all.height - height) / 2 };
      case 'bottom':
        return { x, y: all.y + all.height - height };
    }
  };
  return new Map(boxes.map((box) => [box, place(box)]));
}

/** New places: the first and the last stay, and the gaps between all are equal. */
export function distributed(boxes: readonly Placed[], along: 'x' | 'y'): ReadonlyMap<Placed, Point> {
  const length = (box: Placed): number => (along === 'x' ? box.width : box.height);
  const row = [...boxes].sort((a, b) => a[along] + length(a) / 2 - (b[along] + length(b) / 2));
  const [first, last] = [row[0], row.at(-1)];
  if (first === undefined || last === undefined || row.length < 3) return new Map();
  const inner = row.slice(1, -1);
  const room = last[along] - (first[along] + length(first)) - inner.reduce((sum, box) => sum + length(box), 0);
  const gap = room / (inner.length + 1);
  const places = new Map<Placed, Point>();
  let at = first[along] + length(first) + gap;
  for (const box of inner) {
    places.set(box, { x: box.x, y: box.y, [along]: Math.round(at) });
    at += length(box) + gap;
  }
  return places;
}

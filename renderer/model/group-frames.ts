import type { PipelineDocument } from '../../engine/pipeline/document.ts';
import { groupsOf, type NodeGroup } from './annotations.ts';
import { gridPx, nodeSize, type Point } from './document-edits.ts';
import { type Box, boundsOf } from './snap-lines.ts';

/** Room between a frame and its nodes, and more above for the label, px. */
export const framePadding = gridPx * 3;
export const frameHead = gridPx * 5;

export interface GroupFrame {
  readonly group: NodeGroup;
  readonly box: Box;
}

/**
 * The frames of a document's groups, the largest first, so that smaller ones lie on top. While some of a group's nodes are
 * dragged its frame stays, so that one can see what lies in it; a group that is dragged whole takes its frame along.
 *
 * @param moved places of nodes that are being dragged
 */
export function groupFrames(
  document: Pick<PipelineDocument, 'nodes' | 'groups'>,
  moved: ReadonlyMap<string, Point> = new Map(),
): readonly GroupFrame[] {
  const groups = groupsOf(document.groups);
  if (groups.length === 0) return [];
  const places = new Map(document.nodes.map((node) => [node.id, node.position]));
  const frames = groups.flatMap((group): GroupFrame[] => {
    const nodes = group.nodes.filter((id) => places.has(id));
    const isWhole = nodes.every((id) => moved.has(id));
    const boxes = nodes.flatMap((id) => {
      const place = (isWhole ? moved.get(id) : undefined) ?? places.get(id);
      return place === undefined ? [] : [{ ...place, ...nodeSize }];
    });
    const bounds = boundsOf(boxes);
    return bounds === null ? [] : [{ group, box: frameAround(bounds) }];
  });
  return frames.sort((a, b) => area(b.box) - area(a.box));
}

/** The group in whose frame a place lies, the smallest where frames overlap; null where it lies in none. */
export function groupAt(frames: readonly GroupFrame[], { x, y }: Point): string | null {
  for (let at = frames.length - 1; at >= 0; at--) {
    const frame = frames[at];
    if (frame === undefined) continue;
    const { box } = frame;
    if (x >= box.x && x <= box.x + box.width && y >= box.y && y <= box.y + box.height) return frame.group.id;
  }
  return null;
}

function frameAround({ x, y, width, height }: Box): Box {
  return {
    x: x - framePadding,
    y: y - frameHead,
    width: width + framePadding * 2,
    height: height + frameHead + framePadding,
  };
}

function area({ width, height }: Box): number {
  return width * height;
}

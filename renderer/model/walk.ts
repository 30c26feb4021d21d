/** Going from node to node without a pointer. */
import type { PipelineDocument, PipelineNode } from '../../engine/pipeline/document.ts';

export type Direction = 'left' | 'right' | 'up' | 'down';

/**
 * The node to go to: to the right along a wire to the node that takes the rows (the uppermost of several), to the left to the
 * one they come from; up, down, and where no wire leads, to the nearest node that lies there. Null where there is none.
 */
export function neighbour(document: PipelineDocument, from: string, direction: Direction): string | null {
  const start = document.nodes.find((node) => node.id === from);
  if (start === undefined) return null;
  if (direction === 'left' || direction === 'right') {
    const ends = new Set(
      document.edges.flatMap(({ source, target }) =>
        direction === 'right' ? (source === from ? [target] : []) : target === from ? [source] : [],
      ),
    );
    const wired = document.nodes.filter((node) => ends.has(node.id) && node.id !== from);
    wired.sort((a, b) => a.position.y - b.position.y);
    if (wired[0] !== undefined) return wired[0].id;
  }
  let best: PipelineNode | null = null;
  let nearest = Infinity;
  for (const node of document.nodes) {
    const distance = node.id === from ? null : distanceTo(start, node, direction);
    if (distance === null || distance >= nearest) continue;
    best = node;
    nearest = distance;
  }
  return best?.id ?? null;
}

/** How far a node lies in a direction, what is off to the side counted twice; null where it lies elsewhere. */
function distanceTo(from: PipelineNode, to: PipelineNode, direction: Direction): number | null {
  const dx = to.position.x - from.position.x;
  const dy = to.position.y - from.position.y;
  const isAcross = direction === 'left' || direction === 'right';
  const ahead = direction === 'right' ? dx : direction === 'left' ? -dx : direction === 'down' ? dy : -dy;
  const aside = Math.abs(isAcross ? dy : dx);
  // Within a cone: what lies more to the side than ahead is not meant.
  if (ahead <= 0 || aside > ahead * 2) return null;
  return ahead + aside * 2;
}

/** The nodes that rows of these come from, or go to, these included. */
export function streamOf(
  { edges }: Pick<PipelineDocument, 'edges'>,
  from: readonly string[],
  direction: 'up' | 'down',
): readonly string[] {
  const next = new Map<string, string[]>();
  for (const { source, target } of edges) {
    const [a, b] = direction === 'down' ? [source, target] : [target, source];
    const known = next.get(a);
    if (known === undefined) next.set(a, [b]);
    else known.push(b);
  }
  const reached = new Set(from);
  // A set is visited in the order in which it grows.
  for (const id of reached) for (const other of next.get(id) ?? []) reached.add(other);
  return [...reached];
}

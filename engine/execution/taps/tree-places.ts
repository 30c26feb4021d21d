import { must } from '../../base/assert.ts';
import type { PhysicalNode, PhysicalScan, PhysicalStage } from '../physical-tree.ts';

/** What reads a source. */
export type Leaf = PhysicalScan | PhysicalStage;

/** The node at the end of a way down, and whether what is meant lies within it: a stage has operators inside. */
export function nodeAt(
  root: PhysicalNode,
  path: readonly number[],
): { readonly node: PhysicalNode; readonly isInside: boolean } {
  let node = root;
  for (const port of path) {
    const below = node.kind === 'unary' ? node.input : node.kind === 'merging' ? node.inputs[port] : undefined;
    if (below === undefined) return { node, isInside: true };
    node = below;
  }
  return { node, isInside: false };
}

/** The leaf below a node, the first where there are several. */
export function leafOf(node: PhysicalNode): Leaf {
  if (node.kind === 'scan' || node.kind === 'stage') return node;
  const below = node.kind === 'unary' ? node.input : node.inputs[0];
  return leafOf(must(below, 'what is no leaf has an input'));
}

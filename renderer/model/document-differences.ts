import type { PipelineDocument, PipelineNode } from '../../engine/pipeline/document.ts';
import { say, type TextValues } from '../ui/i18n.ts';
import { edgeId } from './edge-id.ts';
import { texts } from './texts.ts';

/** Names that are said before the rest is only counted. */
const namesMax = 3;

/**
 * What one version of a pipeline has that another has not, in a few words each, for somebody who must choose between them.
 *
 * @param nameOf what a node is called
 */
export function differences(
  before: PipelineDocument,
  after: PipelineDocument,
  nameOf: (node: PipelineNode) => string,
): string[] {
  const old = new Map(before.nodes.map((node) => [node.id, node]));
  const kept = new Set(after.nodes.map((node) => node.id));
  const added = after.nodes.filter((node) => !old.has(node.id));
  const removed = before.nodes.filter((node) => !kept.has(node.id));
  const changed = after.nodes.filter((node) => isEdited(old.get(node.id), node));
  const moved = after.nodes.filter((node) => {
    const was = old.get(node.id);
    return was !== undefined && !isEdited(was, node) && !same(was.position, node.position);
  });
  const oldWires = new Set(before.edges.map(edgeId));
  const wires = new Set(after.edges.map(edgeId));
  const wiresAdded = [...wires].filter((id) => !oldWires.has(id)).length;
  const wiresRemoved = [...oldWires].filter((id) => !wires.has(id)).length;
  const found: (readonly [boolean, keyof typeof texts.en, TextValues?])[] = [
    [added.length > 0, 'nodesAdded', { names: namesOf(added, nameOf) }],
    [removed.length > 0, 'nodesRemoved', { names: namesOf(removed, nameOf) }],
    [changed.length > 0, 'nodesChanged', { names: namesOf(changed, nameOf) }],
    [moved.length > 0, 'nodesMoved', { number: moved.length }],
    [wiresAdded > 0, 'wiresAdded', { number: wiresAdded }],
    [wiresRemoved > 0, 'wiresRemoved', { number: wiresRemoved }],
    [before.name !== after.name, 'nameChanged'],
    [!same(before.settings, after.settings), 'settingsChanged'],
    [!same(before.views, after.views), 'queriesChanged'],
  ];
  return found.filter(([is]) => is).map(([, key, values]) => say(texts, key, values));
}

function isEdited(was: PipelineNode | undefined, now: PipelineNode): boolean {
  if (was === undefined) return false;
  return was.kind !== now.kind || was.label !== now.label || !same(was.config, now.config);
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function namesOf(nodes: readonly PipelineNode[], nameOf: (node: PipelineNode) => string): string {
  const names = nodes.slice(0, namesMax).map(nameOf).join(', ');
  return nodes.length > namesMax ? say(texts, 'andMore', { names, number: nodes.length - namesMax }) : names;
}

/**
 * What differs between two states of a pipeline. Nodes are matched by their ids; a node whose id alone is another is the same node. Where
 * things lie is no difference. Pure, and as cheap as the two are alike.
 */
import type { PipelineDocument, PipelineEdge, PipelineNode } from '../../engine/pipeline/document.ts';
import { breakpointsOf, groupsOf, type NodeGroup, type Note, notesOf } from './annotations.ts';
import { edgeId } from './edge-id.ts';
import { sameContent } from './same-content.ts';

/** A value that became another; undefined where there is none. */
export interface ValueChange {
  /** Where: `config.timeColumn`, `label`, `fields.0.type` below a config. */
  readonly path: string;
  readonly before: unknown;
  readonly after: unknown;
}

export interface NodeChange {
  readonly before: PipelineNode;
  readonly after: PipelineNode;
  /** Settings by their paths inside the config, and `label`, `kind` and `id` where these are others. */
  readonly changes: readonly ValueChange[];
}

export interface ListDiff<Entry> {
  readonly added: readonly Entry[];
  readonly removed: readonly Entry[];
  readonly changed: readonly { readonly before: Entry; readonly after: Entry }[];
}

export interface DocumentDiff {
  readonly nodes: {
    readonly added: readonly PipelineNode[];
    readonly removed: readonly PipelineNode[];
    readonly changed: readonly NodeChange[];
  };
  readonly edges: { readonly added: readonly PipelineEdge[]; readonly removed: readonly PipelineEdge[] };
  readonly notes: ListDiff<Note>;
  readonly groups: ListDiff<NodeGroup>;
  /** The name and the settings of the pipeline. */
  readonly settings: readonly ValueChange[];
  readonly breakpoints: boolean;
  /** Saved queries, charts and whatever else the views hold. */
  readonly views: boolean;
  /** How many nodes and notes merely lie elsewhere: no difference, but worth a word. */
  readonly moved: number;
}

export function diffDocuments(before: PipelineDocument, after: PipelineDocument): DocumentDiff {
  const pairs = matchNodes(before, after);
  const matched = new Set([...pairs.values()].map((node) => node.id));
  const newId = (id: string): string => pairs.get(id)?.id ?? id;
  const nodePairs = before.nodes.flatMap((node) => {
    const now = pairs.get(node.id);
    return now === undefined ? [] : [{ before: node, after: now }];
  });
  const was = new Map(before.edges.map((edge) => [edgeId(withEnds(edge, newId)), edge]));
  const is = new Set(after.edges.map(edgeId));
  const [notesBefore, notesAfter] = [notesOf(before.notes), notesOf(after.notes)];
  const groupsBefore = groupsOf(before.groups).map((group) => ({ ...group, nodes: group.nodes.map(newId) }));
  return {
    nodes: {
      added: after.nodes.filter((node) => !matched.has(node.id)),
      removed: before.nodes.filter((node) => !pairs.has(node.id)),
      changed: nodePairs
        .map((pair) => ({ ...pair, changes: nodeChanges(pair.before, pair.after) }))
        .filter(({ changes }) => changes.length > 0),
    },
    edges: {
      added: after.edges.filter((edge) => !was.has(edgeId(edge))),
      removed: [...was].flatMap(([id, edge]) => (is.has(id) ? [] : [edge])),
    },
    notes: diffLists(notesBefore, notesAfter, ({ position: _, ...note }) => note),
    groups: diffLists(groupsBefore, groupsOf(after.groups), ({ nodes, ...group }) => ({
      ...group,
      nodes: [...nodes].sort(),
    })),
    settings: [
      ...valueChanges('name', before.name, after.name),
      ...valueChanges('settings', before.settings, after.settings),
    ],
    breakpoints: !sameContent(breakpointsOf(before.views), breakpointsOf(after.views)),
    views: !sameContent(otherViews(before.views), otherViews(after.views)),
    moved: countMoved(nodePairs) + countMoved(pairById(notesBefore, notesAfter)),
  };
}

/** Whether the two say the same, but for where things lie. */
export function isSameButMoved(diff: DocumentDiff): boolean {
  const lists = [diff.nodes.added, diff.nodes.removed, diff.nodes.changed, diff.edges.added, diff.edges.removed];
  for (const list of [diff.notes, diff.groups]) lists.push(list.added as [], list.removed as [], list.changed as []);
  return lists.every((list) => list.length === 0) && diff.settings.length === 0 && !diff.breakpoints && !diff.views;
}

/** The node after for each node before, by the id before. Ids first; then nodes that are the same but for their id. */
function matchNodes(before: PipelineDocument, after: PipelineDocument): Map<string, PipelineNode> {
  const byId = new Map(after.nodes.map((node) => [node.id, node]));
  const pairs = new Map<string, PipelineNode>();
  for (const { id } of before.nodes) {
    const now = byId.get(id);
    if (now !== undefined) pairs.set(id, now);
  }
  const left = after.nodes.filter((node) => !pairs.has(node.id));
  for (const node of before.nodes) {
    if (pairs.has(node.id) || left.length === 0) continue;
    const alike = left.filter((each) => isAlike(node, each));
    const now =
      alike.find((each) => sameContent(each.position, node.position)) ?? (alike.length === 1 ? alike[0] : undefined);
    if (now === undefined) continue;
    pairs.set(node.id, now);
    left.splice(left.indexOf(now), 1);
  }
  return pairs;
}

function isAlike(a: PipelineNode, b: PipelineNode): boolean {
  return a.kind === b.kind && a.label === b.label && sameContent(a.config, b.config);
}

function nodeChanges(before: PipelineNode, after: PipelineNode): ValueChange[] {
  return [
    ...valueChanges('id', before.id, after.id),
    ...valueChanges('kind', before.kind, after.kind),
    ...valueChanges('label', before.label, after.label),
    ...valueChanges('config', before.config, after.config),
  ];
}

/** Deepest place inside a value that a change is named by; what differs below it is named there. */
const depthMax = 6;

function valueChanges(path: string, before: unknown, after: unknown): ValueChange[] {
  if (sameContent(before, after)) return [];
  const [a, b] = [entriesOf(before), entriesOf(after)];
  if (a === null || b === null || Array.isArray(before) !== Array.isArray(after) || path.split('.').length > depthMax)
    return [{ path, before, after }];
  const keys = new Set([...a.keys(), ...b.keys()]);
  return [...keys].flatMap((key) => valueChanges(`${path}.${key}`, a.get(key), b.get(key)));
}

function entriesOf(value: unknown): Map<string, unknown> | null {
  return typeof value === 'object' && value !== null ? new Map(Object.entries(value)) : null;
}

function diffLists<Entry extends { readonly id: string }>(
  before: readonly Entry[],
  after: readonly Entry[],
  matters: (entry: Entry) => unknown,
): ListDiff<Entry> {
  const known = new Set(before.map((entry) => entry.id));
  const kept = new Set(after.map((entry) => entry.id));
  return {
    added: after.filter((entry) => !known.has(entry.id)),
    removed: before.filter((entry) => !kept.has(entry.id)),
    changed: pairById(before, after).filter((pair) => !sameContent(matters(pair.before), matters(pair.after))),
  };
}

function pairById<Entry extends { readonly id: string }>(
  before: readonly Entry[],
  after: readonly Entry[],
): { before: Entry; after: Entry }[] {
  const now = new Map(after.map((entry) => [entry.id, entry]));
  return before.flatMap((entry) => {
    const other = now.get(entry.id);
    return other === undefined ? [] : [{ before: entry, after: other }];
  });
}

function countMoved(pairs: readonly { before: { position: unknown }; after: { position: unknown } }[]): number {
  return pairs.filter((pair) => !sameContent(pair.before.position, pair.after.position)).length;
}

function withEnds(edge: PipelineEdge, newId: (id: string) => string): PipelineEdge {
  return { ...edge, source: newId(edge.source), target: newId(edge.target) };
}

function otherViews(views: unknown): unknown {
  if (typeof views !== 'object' || views === null || Array.isArray(views)) return views ?? {};
  return Object.fromEntries(Object.entries(views).filter(([key]) => key !== 'breakpoints'));
}

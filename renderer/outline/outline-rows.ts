/** The lines of the outline: the pipeline's nodes in the order of the flow, what belongs to each, then groups and notes. */
import type { Diagnostic } from '../../engine/base/errors/diagnostic.ts';
import type { PipelineDocument, PipelineEdge, PipelineNode } from '../../engine/pipeline/document.ts';
import { groupsOf, type NodeGroup, type Note, notesOf } from '../model/annotations.ts';
import type { Selection } from '../model/document-store.ts';
import { edgeId } from '../model/edge-id.ts';
import { nodesInFlowOrder } from '../model/graph-order.ts';

interface Line {
  /** The same as long as what it stands for is there. */
  readonly key: string;
  /** From 1. */
  readonly level: number;
  /** Key of the line that it lies in; null at the top. */
  readonly parent: string | null;
  /** From 1, among the lines of its parent. */
  readonly position: number;
  readonly setSize: number;
  /** Whether what lies in it is shown; null where nothing does. */
  readonly expanded: boolean | null;
}

export type OutlineRow = Line &
  (
    | { readonly type: 'node'; readonly node: PipelineNode }
    | { readonly type: 'wire'; readonly edge: PipelineEdge; readonly id: string; readonly way: 'in' | 'out' }
    | { readonly type: 'finding'; readonly found: Diagnostic }
    | { readonly type: 'group'; readonly group: NodeGroup }
    | { readonly type: 'member'; readonly node: PipelineNode }
    | { readonly type: 'note'; readonly note: Note }
  );

/** A line without its place, which follows from the lines around it. */
type Content =
  | Pick<OutlineRow & { type: 'node' }, 'key' | 'type' | 'node'>
  | Pick<OutlineRow & { type: 'wire' }, 'key' | 'type' | 'edge' | 'id' | 'way'>
  | Pick<OutlineRow & { type: 'finding' }, 'key' | 'type' | 'found'>
  | Pick<OutlineRow & { type: 'group' }, 'key' | 'type' | 'group'>
  | Pick<OutlineRow & { type: 'member' }, 'key' | 'type' | 'node'>
  | Pick<OutlineRow & { type: 'note' }, 'key' | 'type' | 'note'>;

/**
 * The lines that are shown.
 * @param unfolded keys of the lines whose content is shown
 */
export function outlineRows(
  document: PipelineDocument,
  findings: ReadonlyMap<string, readonly Diagnostic[]>,
  unfolded: ReadonlySet<string>,
): readonly OutlineRow[] {
  const nodes = new Map(document.nodes.map((node) => [node.id, node]));
  const into = new Map<string, PipelineEdge[]>();
  const outOf = new Map<string, PipelineEdge[]>();
  for (const edge of document.edges) {
    if (!nodes.has(edge.source) || !nodes.has(edge.target)) continue;
    push(into, edge.target, edge);
    push(outOf, edge.source, edge);
  }
  const inside = ({ key, ...content }: Content): readonly Content[] => {
    if (content.type === 'node') {
      const { id } = content.node;
      return [
        ...(findings.get(id) ?? []).map(
          (found, index): Content => ({ key: `${key} finding ${index} ${found.code}`, type: 'finding', found }),
        ),
        ...(into.get(id) ?? []).map((edge) => wireContent(key, edge, 'in')),
        ...(outOf.get(id) ?? []).map((edge) => wireContent(key, edge, 'out')),
      ];
    }
    if (content.type !== 'group') return [];
    return [...new Set(content.group.nodes)].flatMap((id): Content[] => {
      const node = nodes.get(id);
      return node === undefined ? [] : [{ key: `${key} member ${id}`, type: 'member', node }];
    });
  };
  const top: readonly Content[] = [
    ...nodesInFlowOrder(document).map((node): Content => ({ key: `node ${node.id}`, type: 'node', node })),
    ...uniqueById(groupsOf(document.groups)).map(
      (group): Content => ({ key: `group ${group.id}`, type: 'group', group }),
    ),
    ...uniqueById(notesOf(document.notes)).map((note): Content => ({ key: `note ${note.id}`, type: 'note', note })),
  ];
  return top.flatMap((content, index) => {
    const children = inside(content);
    const expanded = children.length === 0 ? null : unfolded.has(content.key);
    const row = { ...content, level: 1, parent: null, position: index + 1, setSize: top.length, expanded };
    if (expanded !== true) return [row];
    const shown = children.map((child, at) => ({
      ...child,
      level: 2,
      parent: content.key,
      position: at + 1,
      setSize: children.length,
      expanded: null,
    }));
    return [row, ...shown];
  });
}

function wireContent(nodeKey: string, edge: PipelineEdge, way: 'in' | 'out'): Content {
  const id = edgeId(edge);
  return { key: `${nodeKey} ${way} ${id}`, type: 'wire', edge, id, way };
}

/** Files can have an id twice; the first one counts. */
function uniqueById<Entry extends { readonly id: string }>(entries: readonly Entry[]): readonly Entry[] {
  return [...new Map([...entries].reverse().map((each) => [each.id, each])).values()].reverse();
}

function push<Value>(map: Map<string, Value[]>, key: string, value: Value): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [value]);
  else known.push(value);
}

/** What is selected on the canvas when a line has the keyboard. */
export function selectionOf(row: OutlineRow): Selection | null {
  switch (row.type) {
    case 'node':
    case 'member':
      return { nodes: [row.node.id], edges: [], notes: [], groups: [] };
    case 'wire':
      return { nodes: [], edges: [row.id], notes: [], groups: [] };
    case 'group':
      return { nodes: [], edges: [], notes: [], groups: [row.group.id] };
    case 'note':
      return { nodes: [], edges: [], notes: [row.note.id], groups: [] };
    case 'finding':
      return null;
  }
}

export function isSelected(row: OutlineRow, selection: Selection): boolean {
  switch (row.type) {
    case 'node':
    case 'member':
      return selection.nodes.includes(row.node.id);
    case 'wire':
      return selection.edges.includes(row.id);
    case 'group':
      return selection.groups?.includes(row.group.id) ?? false;
    case 'note':
      return selection.notes?.includes(row.note.id) ?? false;
    case 'finding':
      return false;
  }
}

export type OutlineMove = { readonly to: string } | { readonly unfold: string } | { readonly fold: string } | null;

/** What an arrow key does at a line, as trees do everywhere. */
export function moveFrom(rows: readonly OutlineRow[], key: string, pressed: string): OutlineMove {
  const at = rows.findIndex((row) => row.key === key);
  const row = rows[at];
  const to = (index: number): OutlineMove => {
    const next = rows[index];
    return next === undefined || next.key === key ? null : { to: next.key };
  };
  switch (pressed) {
    case 'ArrowDown':
      return to(at + 1);
    case 'ArrowUp':
      return at < 0 ? to(rows.length - 1) : to(at - 1);
    case 'Home':
      return to(0);
    case 'End':
      return to(rows.length - 1);
    case 'ArrowRight':
      if (row?.expanded === false) return { unfold: key };
      return row?.expanded === true ? to(at + 1) : null;
    case 'ArrowLeft':
      if (row?.expanded === true) return { fold: key };
      return row == null || row.parent === null ? null : { to: row.parent };
    default:
      return null;
  }
}

/** The line to go to when another one goes: the next at its level, else the one before, else what it lies in. */
export function neighbourOf(rows: readonly OutlineRow[], key: string): string | null {
  const row = rows.find((each) => each.key === key);
  if (row === undefined) return rows[0]?.key ?? null;
  const level = rows.filter((each) => each.parent === row.parent);
  const at = level.indexOf(row);
  return (level[at + 1] ?? level[at - 1])?.key ?? row.parent;
}

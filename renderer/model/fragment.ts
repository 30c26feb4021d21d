/**
 * Parts of a pipeline on the clipboard: nodes, the wires between them, notes, groups and breakpoints, as JSON that is a pipeline file
 * itself. So a whole file can be pasted, and what was copied can be sent to somebody as a file.
 */
import type { PipelineDocument, PipelineEdge, PipelineNode } from '../../engine/pipeline/document.ts';
import { freeId, rawList } from './annotation-lists.ts';
import { breakpointsOf, groupsOf, type NodeGroup, type Note, notesOf } from './annotations.ts';
import { freeNodeId, gridPx, type Point, snap, withFreeQueryName } from './document-edits.ts';
import type { DocumentStore, Selection } from './document-store.ts';

/** What is selected, as a document of its own; null when nothing that can be copied is. A group goes with all of its nodes. */
export function copySelection(documents: DocumentStore): PipelineDocument | null {
  const { document, selection } = documents.getState();
  const groupIds = new Set(selection.groups);
  const ids = new Set(selection.nodes);
  for (const group of groupsOf(document.groups)) if (groupIds.has(group.id)) for (const id of group.nodes) ids.add(id);
  const noteIds = new Set(selection.notes);
  const nodes = document.nodes.filter((node) => ids.has(node.id));
  const notes = notesOf(document.notes).filter((note) => noteIds.has(note.id));
  if (nodes.length === 0 && notes.length === 0) return null;
  const within = (edge: PipelineEdge): boolean => ids.has(edge.source) && ids.has(edge.target);
  const groups = groupsOf(document.groups).filter(
    (group) => group.nodes.length > 0 && group.nodes.every((id) => ids.has(id)),
  );
  const breakpoints = breakpointsOf(document.views).filter(within);
  const { format, version, name, settings } = document;
  return {
    format,
    version,
    name,
    settings,
    nodes,
    edges: document.edges.filter(within),
    ...(notes.length > 0 ? { notes } : {}),
    ...(groups.length > 0 ? { groups } : {}),
    ...(breakpoints.length > 0 ? { views: { breakpoints } } : {}),
  };
}

const pasteOffset = gridPx * 4;

/**
 * Adds what `fragment` holds under free ids and selects it: with its upper left corner at `at`, else beside where it was. One undo step.
 *
 * @returns the ids of the new nodes
 */
export function pasteFragment(
  documents: DocumentStore,
  fragment: PipelineDocument,
  at: Point | null = null,
): readonly string[] {
  let { document } = documents.getState();
  const notes = notesOf(fragment.notes);
  const by = at === null ? freeOffset(document, fragment, notes) : offsetTo(at, fragment, notes);
  const moved = ({ x, y }: Point): Point => ({ x: x + by.x, y: y + by.y });
  const ids = new Map<string, string>();
  const nodes: PipelineNode[] = [];
  for (const node of fragment.nodes) {
    const id = freeNodeId(document, node.id);
    ids.set(node.id, id);
    const config = withFreeQueryName(document, structuredClone(node.config));
    const pasted: PipelineNode = { ...node, id, position: moved(node.position), config };
    nodes.push(pasted);
    document = { ...document, nodes: [...document.nodes, pasted] };
  }
  const renamed = <Ends extends PipelineEdge>(edge: Ends): Ends[] => {
    const source = ids.get(edge.source);
    const target = ids.get(edge.target);
    return source === undefined || target === undefined ? [] : [{ ...edge, source, target }];
  };
  const edges = fragment.edges.flatMap(renamed);
  const breakpoints = breakpointsOf(fragment.views).flatMap(renamed);
  const newNotes = withFreeIds<Note>(
    document.notes,
    'note',
    notes.map((note) => ({ ...note, position: moved(note.position) })),
  );
  const newGroups = withFreeIds<NodeGroup>(
    document.groups,
    'group',
    groupsOf(fragment.groups).flatMap((group) => {
      const members = group.nodes.flatMap((id) => ids.get(id) ?? []);
      return members.length === 0 ? [] : [{ ...group, nodes: members }];
    }),
  );
  const pasted: Selection = {
    nodes: [...ids.values()],
    edges: [],
    notes: newNotes.map((note) => note.id),
    groups: newGroups.map((group) => group.id),
  };
  const { notes: oldNotes, groups: oldGroups, views } = document;
  documents.edit(
    (draft) => {
      draft.nodes.push(...(nodes as unknown as typeof draft.nodes));
      draft.edges.push(...edges);
      if (newNotes.length > 0) draft.notes = [...rawList(oldNotes), ...newNotes];
      if (newGroups.length > 0) draft.groups = [...rawList(oldGroups), ...newGroups];
      if (breakpoints.length > 0) {
        const others = typeof views === 'object' && views !== null ? views : {};
        draft.views = { ...others, breakpoints: [...breakpointsOf(views), ...breakpoints] };
      }
    },
    { select: pasted },
  );
  return pasted.nodes;
}

/** The entries under ids that neither the list nor one another has. */
function withFreeIds<Entry extends { readonly id: string }>(
  list: unknown,
  prefix: string,
  entries: readonly Entry[],
): Entry[] {
  const all = [...rawList(list)];
  return entries.map((entry) => {
    const made = { ...entry, id: freeId(all, prefix) };
    all.push(made);
    return made;
  });
}

/** How far the fragment's upper left corner is from `at`. */
function offsetTo(at: Point, fragment: PipelineDocument, notes: readonly Note[]): Point {
  const places = [...fragment.nodes, ...notes].map(({ position }) => position);
  const left = Math.min(...places.map(({ x }) => x));
  const top = Math.min(...places.map(({ y }) => y));
  const corner = snap(at);
  return places.length === 0 ? { x: 0, y: 0 } : { x: corner.x - left, y: corner.y - top };
}

/** How far right and down a fragment goes so that nothing of it lies exactly on another of its sort. */
function freeOffset(document: PipelineDocument, fragment: PipelineDocument, notes: readonly Note[]): Point {
  const place = ({ x, y }: Point): string => `${x} ${y}`;
  const taken = new Set([...document.nodes, ...notesOf(document.notes)].map(({ position }) => place(position)));
  let offset = 0;
  const covered = (): boolean =>
    [...fragment.nodes, ...notes].some(({ position }) =>
      taken.has(place({ x: position.x + offset, y: position.y + offset })),
    );
  while (covered()) offset += pasteOffset;
  return { x: offset, y: offset };
}

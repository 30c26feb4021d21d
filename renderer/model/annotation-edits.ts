/**
 * Notes and groups of the document, each change one undo step. What a file holds there that cannot be read stays in it: an
 * edit replaces entries by their ids and leaves the rest alone.
 */
import type { PipelineDocument } from '../../engine/pipeline/document.ts';
import { freeId, isOneOf, rawList, replaced, without, withoutNodes } from './annotation-lists.ts';
import { type AnnotationColor, groupsOf, type NodeGroup, type Note, notesOf } from './annotations.ts';
import { moveNodes, type Point, snap } from './document-edits.ts';
import type { DocumentStore } from './document-store.ts';

/** The size of a new note, px. */
export const newNoteSize = { width: 208, height: 96 } as const;
export const noteTextMax = 20_000;
const labelMax = 500;

/** Adds an empty note and selects it. @returns its id */
export function addNote(documents: DocumentStore, position: Point, text = ''): string {
  const { document } = documents.getState();
  const id = freeId(document.notes, 'note');
  const note: Note = { id, text: text.slice(0, noteTextMax), position: snap(position), size: newNoteSize };
  documents.edit(
    (draft) => {
      draft.notes = [...rawList(document.notes), note];
    },
    { select: { nodes: [], edges: [], notes: [id] } },
  );
  return id;
}

/** Changes a note. Changes in a row with the same `join` are one step: typing, resizing. */
export function changeNote(
  documents: DocumentStore,
  id: string,
  change: Partial<Omit<Note, 'id'>>,
  join?: string,
): void {
  const { document } = documents.getState();
  const note = notesOf(document.notes).find((each) => each.id === id);
  if (note === undefined) return;
  const next: Note = { ...note, ...change };
  if (JSON.stringify(next) === JSON.stringify(note)) return;
  documents.edit(
    (draft) => {
      draft.notes = replaced(document.notes, id, { ...next, text: next.text.slice(0, noteTextMax) });
    },
    join === undefined ? {} : { join: `${join} ${id}` },
  );
}

/** Puts the selected nodes into a new group, out of those they were in. @returns its id; null where no node is selected */
export function groupSelection(documents: DocumentStore, label: string): string | null {
  const { document, selection } = documents.getState();
  if (selection.nodes.length === 0) return null;
  const id = freeId(document.groups, 'group');
  const nodes = [...selection.nodes];
  documents.edit(
    (draft) => {
      draft.groups = [...withoutNodes(document, new Set(nodes)), { id, label: label.slice(0, labelMax), nodes }];
    },
    { select: { ...selection, groups: [id] } },
  );
  return id;
}

export function changeGroup(
  documents: DocumentStore,
  id: string,
  change: Partial<Pick<NodeGroup, 'label' | 'color'>>,
  join?: string,
): void {
  const { document } = documents.getState();
  const group = groupsOf(document.groups).find((each) => each.id === id);
  if (group === undefined) return;
  const next: NodeGroup = { ...group, ...change };
  if (JSON.stringify(next) === JSON.stringify(group)) return;
  documents.edit(
    (draft) => {
      draft.groups = replaced(document.groups, id, { ...next, label: next.label.slice(0, labelMax) });
    },
    join === undefined ? {} : { join: `${join} ${id}` },
  );
}

/** Takes frames away; their nodes stay. */
export function ungroup(documents: DocumentStore, ids: readonly string[]): void {
  const { document, selection } = documents.getState();
  documents.edit(
    (draft) => {
      setList(draft, 'groups', without(document.groups, new Set(ids)));
    },
    { select: { ...selection, groups: [] } },
  );
}

/** Gives selected notes and groups a colour. */
export function setColor(documents: DocumentStore, color: AnnotationColor): void {
  const { document, selection } = documents.getState();
  const notes = new Set(selection.notes);
  const groups = new Set(selection.groups);
  documents.edit((draft) => {
    const colored = (value: unknown, ids: ReadonlySet<string>): unknown[] =>
      rawList(value).map((each) => (isOneOf(each, ids) ? { ...(each as object), color } : each));
    if (notes.size > 0) draft.notes = colored(document.notes, notes);
    if (groups.size > 0) draft.groups = colored(document.groups, groups);
  });
}

export interface Dropped {
  readonly nodes: ReadonlyMap<string, Point>;
  readonly notes: ReadonlyMap<string, Point>;
  /**
   * The group that the dropped nodes belong to from now on, null for none; left out, they stay in theirs. Groups that
   * were dragged as a whole stay as they are in any case.
   */
  readonly into?: string | null;
}

/** Lets go of what was dragged. One step. */
export function dropAll(documents: DocumentStore, { nodes, notes, into }: Dropped): void {
  const { document } = documents.getState();
  documents.edit((draft) => {
    for (const node of draft.nodes) {
      const place = nodes.get(node.id);
      if (place === undefined || (place.x === node.position.x && place.y === node.position.y)) continue;
      node.position = { x: place.x, y: place.y };
    }
    if (notes.size > 0) draft.notes = movedNotes(document, notes);
    if (into !== undefined) {
      const groups = regrouped(document, new Set(nodes.keys()), into);
      if (groups !== null) setList(draft, 'groups', groups);
    }
  });
}

/** Moves everything that is selected, as the arrow keys do. Presses in a row are one step. */
export function nudgeAll(documents: DocumentStore, by: Point): void {
  const { document, selection } = documents.getState();
  const notes = new Set(selection.notes);
  const nodes = new Set(selection.nodes);
  const join = `nudge ${[...nodes, ...notes].join(' ')}`;
  const nodePlaces = new Map(
    document.nodes.flatMap(({ id, position }) => (nodes.has(id) ? [[id, plus(position, by)] as const] : [])),
  );
  if (notes.size === 0) {
    moveNodes(documents, nodePlaces, join);
    return;
  }
  const notePlaces = new Map(
    notesOf(document.notes).flatMap(({ id, position }) => (notes.has(id) ? [[id, plus(position, by)] as const] : [])),
  );
  documents.edit(
    (draft) => {
      for (const node of draft.nodes) {
        const place = nodePlaces.get(node.id);
        if (place !== undefined) node.position = place;
      }
      draft.notes = movedNotes(document, notePlaces);
    },
    { join },
  );
}

function plus(a: Point, b: Point): Point {
  return { x: a.x + b.x, y: a.y + b.y };
}

function setList(
  draft: { notes?: unknown; groups?: unknown },
  part: 'notes' | 'groups',
  list: readonly unknown[],
): void {
  if (list.length === 0) delete draft[part];
  else draft[part] = list;
}

function movedNotes(document: PipelineDocument, places: ReadonlyMap<string, Point>): unknown[] {
  const notes = new Map(notesOf(document.notes).map((note) => [note.id, note]));
  return rawList(document.notes).map((each) => {
    const id = typeof each === 'object' && each !== null && 'id' in each ? String(each.id) : '';
    const [note, position] = [notes.get(id), places.get(id)];
    return note === undefined || position === undefined
      ? each
      : { ...note, position: { x: position.x, y: position.y } };
  });
}

/** The groups once these nodes lie in `into`; null where nothing changes. */
function regrouped(document: PipelineDocument, dropped: ReadonlySet<string>, into: string | null): unknown[] | null {
  const groups = groupsOf(document.groups);
  const whole = groups.filter(({ nodes }) => nodes.length > 0 && nodes.every((id) => dropped.has(id)));
  const staying = new Set(whole.flatMap(({ nodes }) => nodes));
  const loose = new Set([...dropped].filter((id) => !staying.has(id)));
  const homes = groups.filter(({ nodes }) => nodes.some((id) => loose.has(id)));
  const target = groups.find(({ id }) => id === into);
  const isHome = [...loose].every((id) => target?.nodes.includes(id) === true);
  if (loose.size === 0 || (target === undefined ? homes.length === 0 : isHome)) return null;
  const left = withoutNodes(document, loose);
  if (target === undefined) return left;
  const kept = target.nodes.filter((id) => !loose.has(id));
  const next: NodeGroup = { ...target, nodes: [...kept, ...loose] };
  return replaced(left, target.id, next);
}

/** The lists of notes and groups as a file has them: what cannot be read stays where it is. */
import type { PipelineDocument } from '../../engine/pipeline/document.ts';
import { groupsOf } from './annotations.ts';

/** The notes and groups of a document that is left by these; undefined where it has none any more. */
export function annotationsWithout(
  document: PipelineDocument,
  gone: {
    readonly nodes: ReadonlySet<string>;
    readonly notes: ReadonlySet<string>;
    readonly groups: ReadonlySet<string>;
  },
): Pick<PipelineDocument, 'notes' | 'groups'> {
  const kept = gone.groups.size === 0 ? document.groups : without(document.groups, gone.groups);
  const left = { groups: kept };
  const members = new Set(groupsOf(left.groups).flatMap(({ nodes }) => nodes));
  const groups = [...gone.nodes].some((id) => members.has(id)) ? withoutNodes(left, gone.nodes) : left.groups;
  const notes = gone.notes.size === 0 ? document.notes : without(document.notes, gone.notes);
  return {
    notes: Array.isArray(notes) && notes.length === 0 ? undefined : notes,
    groups: document.groups === undefined || (Array.isArray(groups) && groups.length === 0) ? undefined : groups,
  };
}

/** The list as the file has it; what is no list stays, as an entry that readers pass over. */
export function rawList(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  return value === undefined || value === null ? [] : [value];
}

/** Whether an entry has one of these ids. */
export function isOneOf(entry: unknown, ids: ReadonlySet<string>): boolean {
  return typeof entry === 'object' && entry !== null && 'id' in entry && ids.has(String(entry.id));
}

/** The list with the entry of that id replaced. */
export function replaced(list: unknown, id: string, entry: object): unknown[] {
  const ids = new Set([id]);
  return rawList(list).map((each) => (isOneOf(each, ids) ? entry : each));
}

/** The list without the entries of these ids. */
export function without(list: unknown, ids: ReadonlySet<string>): unknown[] {
  return rawList(list).filter((each) => !isOneOf(each, ids));
}

/** The groups without these nodes; groups that are left empty go. */
export function withoutNodes(document: Pick<PipelineDocument, 'groups'>, gone: ReadonlySet<string>): unknown[] {
  const read = new Map(groupsOf(document.groups).map((group) => [group.id, group]));
  return rawList(document.groups).flatMap((each) => {
    const group = typeof each === 'object' && each !== null && 'id' in each ? read.get(String(each.id)) : undefined;
    if (group === undefined || !group.nodes.some((id) => gone.has(id))) return [each];
    const nodes = group.nodes.filter((id) => !gone.has(id));
    return nodes.length === 0 ? [] : [{ ...group, nodes }];
  });
}

/** An id that no entry of the list has. */
export function freeId(list: unknown, wanted: string): string {
  const taken = new Set(
    rawList(list).map((each) => (typeof each === 'object' && each !== null && 'id' in each ? each.id : '')),
  );
  let number = 1;
  while (taken.has(`${wanted}-${number}`)) number++;
  return `${wanted}-${number}`;
}

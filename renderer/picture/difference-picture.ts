import type { PipelineDocument } from '../../engine/pipeline/document.ts';
import { groupsOf, notesOf } from '../model/annotations.ts';
import type { DocumentDiff } from '../model/document-diff.ts';
import { edgeId } from '../model/edge-id.ts';
import type { PictureMark, PictureMarks } from './picture-marks.ts';

/** The later state with what it has lost drawn in again where it was, and marks for all that differs. */
export function differencePicture(
  after: PipelineDocument,
  diff: DocumentDiff,
): { readonly document: PipelineDocument; readonly marks: PictureMarks } {
  // A node that has another id now is drawn once, under the id that it has: wires that went from it go from there.
  const ids = new Map(diff.nodes.changed.map((change) => [change.before.id, change.after.id]));
  const removedEdges = diff.edges.removed.map((edge) => ({
    ...edge,
    source: ids.get(edge.source) ?? edge.source,
    target: ids.get(edge.target) ?? edge.target,
  }));
  const notes = [...notesOf(after.notes), ...diff.notes.removed];
  const groups = [...groupsOf(after.groups), ...diff.groups.removed];
  return {
    document: {
      ...after,
      nodes: [...after.nodes, ...diff.nodes.removed],
      edges: [...after.edges, ...removedEdges],
      notes,
      groups,
    },
    marks: {
      nodes: marksOf(
        diff.nodes.added,
        diff.nodes.removed,
        diff.nodes.changed.map((change) => change.after),
      ),
      edges: new Map([
        ...diff.edges.added.map((edge) => [edgeId(edge), 'added'] as const),
        ...removedEdges.map((edge) => [edgeId(edge), 'removed'] as const),
      ]),
      notes: marksOf(
        diff.notes.added,
        diff.notes.removed,
        diff.notes.changed.map((change) => change.after),
      ),
      groups: marksOf(
        diff.groups.added,
        diff.groups.removed,
        diff.groups.changed.map((change) => change.after),
      ),
    },
  };
}

type Named = { readonly id: string };

function marksOf(
  added: readonly Named[],
  removed: readonly Named[],
  changed: readonly Named[],
): Map<string, PictureMark> {
  const pairs = (list: readonly Named[], mark: PictureMark) => list.map(({ id }) => [id, mark] as const);
  return new Map([...pairs(added, 'added'), ...pairs(removed, 'removed'), ...pairs(changed, 'changed')]);
}

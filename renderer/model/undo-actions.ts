/** Undo and redo as the user asks for them: what has changed is said, and brought into view where it is not seen. */

import { currentLanguage, say } from '../ui/i18n.ts';
import { nodeTitle } from './catalogue.ts';
import { diffDocuments } from './document-diff.ts';
import { differences } from './document-differences.ts';
import { edgeId } from './edge-id.ts';
import { sameContent } from './same-content.ts';
import { texts } from './texts.ts';
import type { Workspace } from './workspace.ts';

type Parts = Pick<Workspace, 'documents' | 'notices' | 'view' | 'catalogue'>;

export function undoStep(workspace: Parts): void {
  step(workspace, 'undone', () => workspace.documents.undo());
}

export function redoStep(workspace: Parts): void {
  step(workspace, 'redone', () => workspace.documents.redo());
}

function step({ documents, notices, view, catalogue }: Parts, key: 'undone' | 'redone', move: () => void): void {
  const before = documents.getState().document;
  move();
  const after = documents.getState().document;
  if (before === after) return;
  const found = differences(before, after, (node) => nodeTitle(catalogue, node, currentLanguage()));
  notices.announce(found.length === 0 ? say(texts, `${key}Plain`) : say(texts, key, { differences: found.join(', ') }));
  const first = firstTouched(before, after);
  // The drawing has the new places with the next frame.
  if (first !== null) setTimeout(() => view.getState().viewport?.show(first), 0);
}

type Documents = Parameters<typeof diffDocuments>;

/** A node that is there afterwards and has changed, was moved, or has a wire that has changed; null where there is none. */
function firstTouched(before: Documents[0], after: Documents[1]): string | null {
  const old = new Map(before.nodes.map((node) => [node.id, node]));
  const node = after.nodes.find((each) => !sameContent(old.get(each.id), each));
  if (node !== undefined) return node.id;
  const wires = new Set(before.edges.map(edgeId));
  const there = new Set(after.nodes.map((each) => each.id));
  const { edges } = diffDocuments(before, after);
  const wire = after.edges.find((edge) => !wires.has(edgeId(edge))) ?? edges.removed[0];
  return [wire?.target, wire?.source].find((id) => id !== undefined && there.has(id)) ?? null;
}

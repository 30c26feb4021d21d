import { say } from '../ui/i18n.ts';
import { refuse } from './document-files.ts';
import { copySelection, pasteFragment } from './fragment.ts';
import { readPipeline, writePipeline } from './read-pipeline.ts';
import { removeAndBridge } from './splice.ts';
import { texts } from './texts.ts';
import type { Workspace } from './workspace.ts';

/** @returns whether something was copied */
export async function copyToClipboard({ documents, bridge, notices }: Workspace): Promise<boolean> {
  const fragment = copySelection(documents);
  if (fragment === null) return false;
  try {
    await bridge.request('clipboard.write', { text: writePipeline(fragment) });
    notices.announce(say(texts, 'copiedParts', { number: fragment.nodes.length }));
    return true;
  } catch (error) {
    notices.fail(say(texts, 'requestFailed'), error);
    return false;
  }
}

export async function cutSelection(workspace: Workspace): Promise<void> {
  const { selection } = workspace.documents.getState();
  const nodes = copySelection(workspace.documents)?.nodes.map((node) => node.id) ?? [];
  // What could not be put on the clipboard stays where it is.
  if (await copyToClipboard(workspace)) removeAndBridge(workspace, { ...selection, nodes });
}

/** Whether there is something to copy: nodes, notes, or groups, which go with their nodes. */
export function canCopy({ documents }: Pick<Workspace, 'documents'>): boolean {
  const { nodes, notes = [], groups = [] } = documents.getState().selection;
  return nodes.length + notes.length + groups.length > 0;
}

/**
 * Adds what the clipboard holds, at the pointer where that is on the canvas: parts that were copied here or in another window, or all of
 * a pipeline file's text. Text that only looks like a pipeline is refused with the reason; any other is left alone.
 */
export async function pasteFromClipboard(workspace: Workspace): Promise<void> {
  const { documents, bridge, notices, view } = workspace;
  try {
    const text = await bridge.request('clipboard.read', undefined);
    const read = readPipeline(text);
    if (!read.ok) {
      if (/^\s*[{[]/.test(text)) refuse(workspace, read.diagnostics, say(texts, 'notPasted'));
      else notices.notify({ tone: 'info', title: say(texts, 'nothingToPaste') });
      return;
    }
    const isEmpty = read.document.nodes.length === 0 && !Array.isArray(read.document.notes);
    if (isEmpty) return notices.notify({ tone: 'info', title: say(texts, 'nothingToPaste') });
    const pasted = pasteFragment(documents, read.document, view.getState().viewport?.pointer() ?? null);
    notices.announce(say(texts, 'pastedParts', { number: pasted.length }));
    const first = pasted[0];
    if (first !== undefined) setTimeout(() => view.getState().viewport?.show(first), 0);
  } catch (error) {
    notices.fail(say(texts, 'requestFailed'), error);
  }
}

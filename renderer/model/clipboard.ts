import { say } from '../ui/i18n.ts';
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
    return true;
  } catch (error) {
    notices.fail(say(texts, 'requestFailed'), error);
    return false;
  }
}

export async function cutSelection(workspace: Workspace): Promise<void> {
  const { selection } = workspace.documents.getState();
  // What could not be put on the clipboard stays where it is.
  if (await copyToClipboard(workspace)) removeAndBridge(workspace, selection);
}

/** Adds the nodes that the clipboard holds; anything else it holds is left alone. */
export async function pasteFromClipboard({ documents, bridge, notices }: Workspace): Promise<void> {
  try {
    const read = readPipeline(await bridge.request('clipboard.read', undefined));
    if (read.ok) pasteFragment(documents, read.document);
    else notices.notify({ tone: 'info', title: say(texts, 'nothingToPaste') });
  } catch (error) {
    notices.fail(say(texts, 'requestFailed'), error);
  }
}

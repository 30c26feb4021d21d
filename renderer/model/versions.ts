/** Saved versions of the open file: looked at, taken back, or opened beside it. */
import type { DocumentVersion } from '../../electron/contract/shapes.ts';
import type { PipelineDocument } from '../../engine/pipeline/document.ts';
import { currentLanguage, say } from '../ui/i18n.ts';
import { leaveDocument, refuse } from './document-files.ts';
import { readPipeline } from './read-pipeline.ts';
import { texts } from './texts.ts';
import type { Workspace } from './workspace.ts';

/** A version's content; null where it is damaged, which the user is told. */
export async function readVersion(workspace: Workspace, path: string, id: string): Promise<PipelineDocument | null> {
  try {
    const { text } = await workspace.bridge.request('document.version', { path, id });
    const read = readPipeline(text);
    if (read.ok) return read.document;
    refuse(workspace, read.diagnostics, say(texts, 'notOpened'));
  } catch (error) {
    workspace.notices.fail(say(texts, 'notOpened'), error);
  }
  return null;
}

/** Puts a version in the place of what is open, as one step that can be undone. The file changes with the next save. */
export function restoreVersion(workspace: Workspace, document: PipelineDocument, savedAtMs: number): void {
  workspace.documents.replace(document);
  workspace.notices.notify({ tone: 'success', title: say(texts, 'restored', { time: versionTime(savedAtMs) }) });
}

/** Opens a version as a pipeline of its own that is in no file yet; its relative paths start where the file lies. */
export async function openVersionCopy(
  workspace: Workspace,
  document: PipelineDocument,
  { savedAtMs, path }: Pick<DocumentVersion, 'savedAtMs'> & { readonly path: string },
): Promise<boolean> {
  if (!(await leaveDocument(workspace))) return false;
  const name = say(texts, 'copyName', { name: document.name, time: versionTime(savedAtMs) });
  const place = { path: null, basePath: path, fingerprint: null, saved: false };
  workspace.documents.open({ ...document, name: name.slice(0, 500) }, place);
  return true;
}

/** Day and time in the user's language. */
export function versionTime(savedAtMs: number): string {
  return new Intl.DateTimeFormat(currentLanguage(), { dateStyle: 'medium', timeStyle: 'short' }).format(savedAtMs);
}

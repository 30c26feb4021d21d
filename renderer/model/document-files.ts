/** Opening and saving: what happens to the open document when files come and go. Nothing here changes it on a failure. */

import type { EventPayload } from '../../electron/contract/channels.ts';
import type { OpenedDocument } from '../../electron/contract/shapes.ts';
import type { Diagnostic } from '../../engine/base/errors/diagnostic.ts';
import type { PipelineDocument } from '../../engine/pipeline/document.ts';
import { rebasePaths } from '../../engine/pipeline/rebase-paths.ts';
import { currentLanguage, say } from '../ui/i18n.ts';
import { emptyDocument } from './document-store.ts';
import { type NodeNames, noNodeNames } from './node-names.ts';
import { describeDiagnostic } from './notices-store.ts';
import { readPipeline, writePipeline } from './read-pipeline.ts';
import { texts } from './texts.ts';
import type { Workspace } from './workspace.ts';

/**
 * Asks what to do with unsaved work before it would be lost.
 *
 * @returns false when the user wants to stay with it
 */
export async function leaveDocument(workspace: Workspace): Promise<boolean> {
  const { document, dirty } = workspace.documents.getState();
  if (!dirty) return true;
  const answer = await workspace.notices.ask({
    title: say(texts, 'discardTitle', { name: document.name }),
    detail: say(texts, 'discardDetail'),
    choices: [
      { id: 'cancel', label: say(texts, 'cancel') },
      { id: 'discard', label: say(texts, 'discardGoOn'), tone: 'danger' },
      { id: 'save', label: say(texts, 'discardSave'), tone: 'primary' },
    ],
  });
  if (answer === 'save') return saveDocument(workspace);
  return answer === 'discard';
}

/** A run belongs to the document that was run: with another one its figures and its tables go. */
function endRun({ run, bridge }: Workspace): void {
  const isActive = run.getState().snapshot?.isActive === true;
  run.clear();
  // What cannot be stopped is not shown any more, and ends with the next run.
  if (isActive) void bridge.request('engine.stop', undefined).catch(() => undefined);
}

export async function newDocument(workspace: Workspace): Promise<void> {
  if (!(await leaveDocument(workspace))) return;
  endRun(workspace);
  for (const subject of ['file', 'save', 'run']) workspace.notices.withdraw(subject);
  const place = { path: null, basePath: null, fingerprint: null, saved: true };
  workspace.documents.open(emptyDocument(say(texts, 'untitled')), place);
}

/** Puts an opened file into the window; refuses one whose outline does not hold, with the reason. */
export function takeIn(workspace: Workspace, opened: OpenedDocument): boolean {
  const read = readPipeline(opened.text);
  if (!read.ok) {
    refuse(workspace, read.diagnostics, notOpenedTitle(opened));
    return false;
  }
  const { path, basePath, fingerprint } = opened;
  // Recovered work comes first in a page: a run that goes on then is its own, from before the page was loaded anew.
  if (opened.origin !== 'recovered') endRun(workspace);
  for (const subject of ['file', 'save', 'run']) workspace.notices.withdraw(subject);
  // Recovered work is in no file. A sample is: it can be opened again.
  workspace.documents.open(read.document, { path, basePath, fingerprint, saved: opened.origin !== 'recovered' });
  return true;
}

export async function openDocument(workspace: Workspace, recentPath?: string): Promise<void> {
  if (!(await leaveDocument(workspace))) return;
  try {
    const opened = await workspace.bridge.request('document.open', recentPath === undefined ? {} : { recentPath });
    if (opened !== null) takeIn(workspace, opened);
  } catch (error) {
    workspace.notices.fail(say(texts, 'notOpened'), error);
  }
}

export async function openSample(workspace: Workspace, id: string): Promise<void> {
  if (!(await leaveDocument(workspace))) return;
  try {
    takeIn(workspace, await workspace.bridge.request('document.open-sample', { id, language: currentLanguage() }));
  } catch (error) {
    workspace.notices.fail(say(texts, 'notOpened'), error);
  }
}

/** A file that somebody else opened for the window: the desktop, a second start, the recent menu. */
export async function openedFromOutside(workspace: Workspace, opened: OpenedDocument): Promise<void> {
  if (await leaveDocument(workspace)) takeIn(workspace, opened);
}

/** @returns whether the document is in a file now */
export async function saveDocument(workspace: Workspace): Promise<boolean> {
  const { path, fingerprint } = workspace.documents.getState();
  if (path === null) return saveDocumentAs(workspace);
  return write(workspace, path, fingerprint, false);
}

async function write(
  workspace: Workspace,
  path: string,
  expectedFingerprint: string | null,
  overwrite: boolean,
): Promise<boolean> {
  // What is typed while the file is written is a step of its own, not a part of what was saved.
  workspace.documents.seal();
  const { document } = workspace.documents.getState();
  try {
    const input = { path, text: writePipeline(document), expectedFingerprint, overwrite };
    const reply = await workspace.bridge.request('document.save', input);
    if (reply.outcome === 'conflict') return await settleConflict(workspace, path);
    if (reply.outcome === 'missing') return await settleMissing(workspace, path);
    workspace.documents.markSaved({ path: reply.path, fingerprint: reply.fingerprint, given: document });
    tellSaved(workspace);
    return true;
  } catch (error) {
    tellNotSaved(workspace, error);
    return false;
  }
}

async function settleConflict(workspace: Workspace, path: string): Promise<boolean> {
  workspace.notices.withdraw('file');
  const answer = await workspace.notices.ask({
    title: say(texts, 'conflictTitle'),
    detail: say(texts, 'conflictDetail', { path }),
    choices: [
      { id: 'cancel', label: say(texts, 'cancel') },
      { id: 'load', label: say(texts, 'conflictLoad') },
      { id: 'overwrite', label: say(texts, 'conflictOverwrite'), tone: 'danger' },
      { id: 'save-as', label: say(texts, 'saveAsMore'), tone: 'primary' },
    ],
  });
  if (answer === 'overwrite') return write(workspace, path, null, true);
  if (answer === 'save-as') return saveDocumentAs(workspace);
  if (answer === 'load') await loadTheirs(workspace, path);
  return false;
}

async function settleMissing(workspace: Workspace, path: string): Promise<boolean> {
  workspace.notices.withdraw('file');
  const answer = await workspace.notices.ask({
    title: say(texts, 'missingTitle'),
    detail: say(texts, 'missingDetail', { path }),
    choices: [
      { id: 'cancel', label: say(texts, 'cancel') },
      { id: 'again', label: say(texts, 'missingAgain') },
      { id: 'save-as', label: say(texts, 'saveAsMore'), tone: 'primary' },
    ],
  });
  if (answer === 'again') return write(workspace, path, null, true);
  return answer === 'save-as' && saveDocumentAs(workspace);
}

/** Puts the file as another program left it in the place of the open document, whatever there is unsaved. */
async function loadTheirs(workspace: Workspace, path: string): Promise<void> {
  try {
    takeIn(workspace, await workspace.bridge.request('document.reload', { path }));
  } catch (error) {
    workspace.notices.fail(say(texts, 'notOpened'), error);
  }
}

/** Another program has changed the open document's file, or taken it away: the open document stays, and the user decides. */
export function tellFileChanged(workspace: Workspace, { path, state }: EventPayload<'document.file-changed'>): void {
  const { documents, notices } = workspace;
  if (documents.getState().path !== path) return;
  const notice = { subject: 'file', stays: true, tone: 'info' } as const;
  if (state === 'missing') {
    documents.markUnsaved();
    const action = { label: say(texts, 'saveAsMore'), run: async () => void (await saveDocumentAs(workspace)) };
    const detail = say(texts, 'goneDetail', { path });
    notices.notify({ ...notice, title: say(texts, 'missingTitle'), detail, action });
    return;
  }
  const load = async (): Promise<void> => {
    if (documents.getState().path !== path || !(await leaveDocument(workspace))) return;
    await loadTheirs(workspace, path);
  };
  notices.notify({
    ...notice,
    title: say(texts, 'conflictTitle'),
    detail: say(texts, documents.getState().dirty ? 'changedWhileDirty' : 'changedWhileClean', { path }),
    action: { label: say(texts, 'conflictLoad'), run: load },
  });
}

function tellSaved({ notices }: Workspace): void {
  for (const subject of ['file', 'save']) notices.withdraw(subject);
  notices.announce(say(texts, 'saved'));
}

/** Stays until it is saved: what was thought to be safe is not. */
function tellNotSaved(workspace: Workspace, error: unknown): void {
  const action = { label: say(texts, 'saveAsMore'), run: async () => void (await saveDocumentAs(workspace)) };
  workspace.notices.fail(say(texts, 'notSaved'), error, { subject: 'save', stays: true, action });
}

export async function saveDocumentAs(workspace: Workspace): Promise<boolean> {
  workspace.documents.seal();
  const { document } = workspace.documents.getState();
  try {
    const reply = await workspace.bridge.request('document.save-as', dialogInput(workspace, false));
    if (reply === null) return false;
    const written = readPipeline(reply.text);
    const changed = written.ok && reply.text !== writePipeline(document) ? { written: written.document } : {};
    workspace.documents.markSaved({ path: reply.path, fingerprint: reply.fingerprint, given: document, ...changed });
    tellSaved(workspace);
    return true;
  } catch (error) {
    tellNotSaved(workspace, error);
    return false;
  }
}

/** Writes a copy; the open document stays where it is. */
export async function exportDocument(workspace: Workspace): Promise<void> {
  try {
    const reply = await workspace.bridge.request('document.save-as', dialogInput(workspace, true));
    if (reply !== null) {
      workspace.notices.notify({ tone: 'success', title: say(texts, 'exported', { path: reply.path }) });
    }
  } catch (error) {
    workspace.notices.fail(say(texts, 'notSaved'), error);
  }
}

/** Takes another file's content into the open document's place, as one step that can be undone. */
export async function importDocument(workspace: Workspace): Promise<void> {
  try {
    const opened = await workspace.bridge.request('document.import', undefined);
    if (opened === null) return;
    const read = readPipeline(opened.text);
    if (!read.ok) return refuse(workspace, read.diagnostics, notOpenedTitle(opened));
    endRun(workspace);
    takeOver(workspace, read.document, opened.basePath);
    workspace.notices.notify({ tone: 'success', title: say(texts, 'imported', { name: read.document.name }) });
  } catch (error) {
    workspace.notices.fail(say(texts, 'notOpened'), error);
  }
}

/** Puts an imported document in the place of the open one; its relative paths go on naming the same files. */
function takeOver({ documents, info }: Workspace, document: PipelineDocument, importedFrom: string | null): void {
  const { path, basePath } = documents.getState();
  const base = path ?? basePath;
  if (importedFrom === null || base === null) {
    documents.replace(document, importedFrom);
    return;
  }
  const separator = info.platform === 'win32' ? '\\' : '/';
  const folder = (file: string): string => file.slice(0, Math.max(0, file.lastIndexOf(separator)));
  documents.replace(rebasePaths(document, folder(importedFrom), folder(base), separator) as PipelineDocument);
}

export async function copyAsJson(workspace: Workspace): Promise<void> {
  try {
    const text = writePipeline(workspace.documents.getState().document);
    await workspace.bridge.request('clipboard.write', { text });
    workspace.notices.notify({ tone: 'success', title: say(texts, 'copied') });
  } catch (error) {
    workspace.notices.fail(say(texts, 'requestFailed'), error);
  }
}

/** Takes a whole pipeline from the clipboard into the open document's place, as one step that can be undone. */
export async function pasteAsJson(workspace: Workspace): Promise<void> {
  try {
    const read = readPipeline(await workspace.bridge.request('clipboard.read', undefined));
    if (!read.ok) return refuse(workspace, read.diagnostics, say(texts, 'nothingToPaste'));
    endRun(workspace);
    workspace.documents.replace(read.document);
  } catch (error) {
    workspace.notices.fail(say(texts, 'requestFailed'), error);
  }
}

function notOpenedTitle({ path, basePath }: OpenedDocument): string {
  const file = (path ?? basePath)?.split(/[\\/]/).at(-1);
  return file === undefined ? say(texts, 'notOpened') : say(texts, 'notOpenedFile', { file });
}

/**
 * Says why something cannot be done with a pipeline.
 *
 * @param names what messages call its nodes; their ids for a pipeline that is not the open one
 */
export function refuse(
  workspace: Workspace,
  diagnostics: readonly Diagnostic[],
  title: string,
  names: NodeNames = noNodeNames,
): void {
  const shown = diagnostics.slice(0, 3).map((found) => {
    const { message, hint } = describeDiagnostic(found, names);
    return hint === undefined ? message : `${message} ${hint}`;
  });
  const more = diagnostics.length > shown.length ? ' …' : '';
  workspace.notices.notify({ tone: 'error', title, detail: shown.join(' ') + more });
}

/** A document's name as a file can have it, without an ending. */
export function suggestedName(name: string): string {
  const plain = name.replace(/[\\/:*?"<>|\p{Cc}\s]+/gu, ' ').trim();
  return plain.slice(0, 200) || 'pipeline';
}

function dialogInput(workspace: Workspace, copyOnly: boolean) {
  const { document, path, basePath } = workspace.documents.getState();
  return {
    suggestedName: suggestedName(document.name),
    text: writePipeline(document),
    basePath: path ?? basePath,
    copyOnly,
  };
}

/** What mends a finding with one press. */
import type { Diagnostic } from '../../engine/base/errors/diagnostic.ts';
import { say } from '../ui/i18n.ts';
import { checkpointTexts as texts } from './checkpoint-texts.ts';
import { setSetting } from './document-edits.ts';
import { saveDocumentAs, suggestedName } from './document-files.ts';
import type { Workspace } from './workspace.ts';

export interface Fix {
  readonly label: string;
  /** @returns false when the user left it half-way */
  readonly apply: () => Promise<boolean>;
}

/** The fix of a finding at a node; null where only the user can mend it. */
export function fixFor(
  workspace: Workspace,
  found: { readonly code: string; readonly at: Diagnostic['at'] },
): Fix | null {
  const { nodeId } = found.at;
  return found.code === 'EXE-120' && nodeId !== undefined ? checkpointFix(workspace, nodeId) : null;
}

/** Gives a sink a checkpoint folder beside the pipeline's file, which must be there first. */
function checkpointFix(workspace: Workspace, nodeId: string): Fix {
  const { documents } = workspace;
  const folder = (): string => checkpointFolder(documents.getState().path ?? '', nodeId);
  const isSaved = documents.getState().path !== null;
  return {
    label: isSaved ? say(texts, 'folderFix', { folder: folder() }) : say(texts, 'folderFixSave'),
    async apply() {
      if (documents.getState().path === null && !(await saveDocumentAs(workspace))) return false;
      setSetting(documents, nodeId, 'checkpointLocation', folder());
      return true;
    },
  };
}

/** Relative to the pipeline's file, and another for each file of a folder: node ids are alike in most pipelines. */
export function checkpointFolder(documentPath: string, nodeId: string): string {
  const file = documentPath.split(/[\\/]/).at(-1) ?? '';
  const name = file.replace(/(\.millrace)?\.json$/i, '');
  return `checkpoints/${folderName(name, 'pipeline')}/${folderName(nodeId, 'sink')}`;
}

/** A name that a folder can have and that does not lead elsewhere. */
function folderName(wanted: string, otherwise: string): string {
  return /^\.*$/.test(wanted) ? otherwise : suggestedName(wanted);
}

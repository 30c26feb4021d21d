/** What mends a finding with one press. */
import { say } from '../ui/i18n.ts';
import { checkpointTexts as texts } from './checkpoint-texts.ts';
import { setSetting, setSettings } from './document-edits.ts';
import { saveDocumentAs, suggestedName } from './document-files.ts';
import { edgeId } from './edge-id.ts';
import { type EditFix, editFixes, type FixEdit, type Found } from './edit-fixes.ts';
import { fixTexts } from './fix-texts.ts';
import { ownValue } from './own-value.ts';
import { insertIntoWire, removeAndBridge } from './splice.ts';
import type { Workspace } from './workspace.ts';

export interface Fix {
  readonly label: string;
  /** @returns false when the user left it half-way */
  readonly apply: () => Promise<boolean>;
}

/** The best fix of a finding at a node; null where only the user can mend it. */
export function fixFor(workspace: Workspace, found: Found): Fix | null {
  return fixesFor(workspace, found)[0] ?? null;
}

/** What mends a finding at a node with one press, best first. Each is one undo step. */
export function fixesFor(workspace: Workspace, found: Found): readonly Fix[] {
  const { nodeId } = found.at;
  if (found.code === 'EXE-120' && nodeId !== undefined) return [checkpointFix(workspace, nodeId)];
  return currentFixes(workspace, found).map(({ text, values }) => ({
    label: say(fixTexts, text, values),
    async apply() {
      // The document may have changed since the button was drawn.
      const fix = currentFixes(workspace, found).find(
        (each) => each.text === text && JSON.stringify(each.values) === JSON.stringify(values),
      );
      return fix !== undefined && carryOut(workspace, fix.edit);
    },
  }));
}

function currentFixes({ documents, analysis }: Workspace, found: Found): readonly EditFix[] {
  const columnsInto = (nodeId: string) => {
    const inputs = ownValue(analysis.getState().analysis.nodes, nodeId)?.inputs ?? {};
    return Object.values(inputs).flatMap((columns) => columns ?? []);
  };
  return editFixes(documents.getState().document, found, columnsInto);
}

function carryOut(workspace: Workspace, edit: FixEdit): boolean {
  const { documents, catalogue } = workspace;
  documents.seal();
  switch (edit.type) {
    case 'settings':
      setSettings(documents, edit.nodeId, edit.changes);
      return true;
    case 'remove':
      removeAndBridge(workspace, { nodes: [edit.nodeId], edges: [] });
      return true;
    case 'insert': {
      const descriptor = catalogue.byKind.get(edit.kind);
      if (descriptor === undefined) return false;
      const withConfig = { ...descriptor, defaults: { ...descriptor.defaults, ...edit.config } };
      return insertIntoWire(workspace, withConfig, edgeId(edit.wire)) !== null;
    }
  }
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

import type { Command } from './command.ts';
import { editCopy } from './edit-copy.ts';
import { editCut } from './edit-cut.ts';
import { editDelete } from './edit-delete.ts';
import { editDuplicate } from './edit-duplicate.ts';
import { editPaste } from './edit-paste.ts';
import { editRedo } from './edit-redo.ts';
import { editSelectAll } from './edit-select-all.ts';
import { editUndo } from './edit-undo.ts';
import { fileCopyJson } from './file-copy-json.ts';
import { fileExport } from './file-export.ts';
import { fileExportPyspark } from './file-export-pyspark.ts';
import { fileImport } from './file-import.ts';
import { fileNew } from './file-new.ts';
import { fileOpen } from './file-open.ts';
import { fileOpenSample } from './file-open-sample.ts';
import { filePasteJson } from './file-paste-json.ts';
import { fileSave } from './file-save.ts';
import { fileSaveAndClose } from './file-save-and-close.ts';
import { fileSaveAs } from './file-save-as.ts';
import { helpAbout } from './help-about.ts';
import { helpShortcuts } from './help-shortcuts.ts';
import { nodeAdd } from './node-add.ts';
import { nodeConnect } from './node-connect.ts';
import { runStart } from './run-start.ts';
import { runStartAfresh } from './run-start-afresh.ts';
import { runStartBatch } from './run-start-batch.ts';
import { runStop } from './run-stop.ts';
import type { CommandId } from './texts.ts';
import { viewFit } from './view-fit.ts';
import { viewLanguageEn } from './view-language-en.ts';
import { viewLanguageFr } from './view-language-fr.ts';
import { viewLanguageSystem } from './view-language-system.ts';
import { viewThemeDark } from './view-theme-dark.ts';
import { viewThemeLight } from './view-theme-light.ts';
import { viewThemeSystem } from './view-theme-system.ts';
import { viewToggleDock } from './view-toggle-dock.ts';
import { viewToggleInspector } from './view-toggle-inspector.ts';
import { viewTogglePalette } from './view-toggle-palette.ts';
import { viewZoomIn } from './view-zoom-in.ts';
import { viewZoomOut } from './view-zoom-out.ts';

/** Every command, in the order of menus: native menu, keys and buttons all read this list. */
export const commands: readonly Command[] = [
  fileNew,
  fileOpen,
  fileSave,
  fileSaveAs,
  fileSaveAndClose,
  fileImport,
  fileExport,
  fileExportPyspark,
  fileCopyJson,
  filePasteJson,
  fileOpenSample,
  editUndo,
  editRedo,
  editCut,
  editCopy,
  editPaste,
  editDuplicate,
  editDelete,
  editSelectAll,
  viewFit,
  viewZoomIn,
  viewZoomOut,
  viewThemeLight,
  viewThemeDark,
  viewThemeSystem,
  viewLanguageEn,
  viewLanguageFr,
  viewLanguageSystem,
  viewTogglePalette,
  viewToggleInspector,
  viewToggleDock,
  runStart,
  runStartAfresh,
  runStartBatch,
  runStop,
  helpShortcuts,
  helpAbout,
  nodeConnect,
  nodeAdd,
];

const byId: ReadonlyMap<string, Command> = new Map(commands.map((command) => [command.id, command]));

/** The command of that id; ids that come from outside may name none. */
export function findCommand(id: CommandId): Command;
export function findCommand(id: string): Command | undefined;
export function findCommand(id: string): Command | undefined {
  return byId.get(id);
}

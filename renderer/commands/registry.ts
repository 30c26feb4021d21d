import { alignCommands } from './align-selection.ts';
import { arrangeTidy } from './arrange-tidy.ts';
import type { Command } from './command.ts';
import { editCopy } from './edit-copy.ts';
import { editCut } from './edit-cut.ts';
import { editDelete } from './edit-delete.ts';
import { editDuplicate } from './edit-duplicate.ts';
import { editFind } from './edit-find.ts';
import { editPaste } from './edit-paste.ts';
import { editRedo } from './edit-redo.ts';
import { editSelectAll } from './edit-select-all.ts';
import { editUndo } from './edit-undo.ts';
import { fileCopyJson } from './file-copy-json.ts';
import { fileExport } from './file-export.ts';
import { fileExportPng } from './file-export-png.ts';
import { fileExportPyspark } from './file-export-pyspark.ts';
import { fileExportSvg } from './file-export-svg.ts';
import { fileHistory } from './file-history.ts';
import { fileImport } from './file-import.ts';
import { fileNew } from './file-new.ts';
import { fileNewFromTemplate } from './file-new-from-template.ts';
import { fileOpen } from './file-open.ts';
import { fileOpenSample } from './file-open-sample.ts';
import { filePasteJson } from './file-paste-json.ts';
import { fileSave } from './file-save.ts';
import { fileSaveAndClose } from './file-save-and-close.ts';
import { fileSaveAs } from './file-save-as.ts';
import { groupMake } from './group-make.ts';
import { groupRename } from './group-rename.ts';
import { groupUngroup } from './group-ungroup.ts';
import { helpAbout } from './help-about.ts';
import { helpPalette } from './help-palette.ts';
import { helpShortcuts } from './help-shortcuts.ts';
import { nodeAdd } from './node-add.ts';
import { nodeConnect } from './node-connect.ts';
import { nodeProblem } from './node-problem.ts';
import { nodeQuickAdd } from './node-quick-add.ts';
import { noteAdd } from './note-add.ts';
import { runBreakpoint } from './run-breakpoint.ts';
import { runClearBreakpoints } from './run-clear-breakpoints.ts';
import { runPause } from './run-pause.ts';
import { runRestart } from './run-restart.ts';
import { runStart } from './run-start.ts';
import { runStartAfresh } from './run-start-afresh.ts';
import { runStartBatch } from './run-start-batch.ts';
import { runStep } from './run-step.ts';
import { runStop } from './run-stop.ts';
import type { CommandId } from './texts.ts';
import {
  viewFigureLate,
  viewFigureMotion,
  viewFigureRate,
  viewFigureRows,
  viewFigureShare,
  viewFigureState,
  viewFigureWires,
} from './view-figures.ts';
import { viewFit } from './view-fit.ts';
import { viewLanguageEn } from './view-language-en.ts';
import { viewLanguageFr } from './view-language-fr.ts';
import { viewLanguageSystem } from './view-language-system.ts';
import { viewOutline } from './view-outline.ts';
import { paneCommands } from './view-panes.ts';
import { viewThemeDark } from './view-theme-dark.ts';
import { viewThemeLight } from './view-theme-light.ts';
import { viewThemeSystem } from './view-theme-system.ts';
import { viewToggleDock } from './view-toggle-dock.ts';
import { viewToggleInspector } from './view-toggle-inspector.ts';
import { viewToggleMinimap } from './view-toggle-minimap.ts';
import { viewTogglePalette } from './view-toggle-palette.ts';
import { viewZoomActual } from './view-zoom-actual.ts';
import { viewZoomIn } from './view-zoom-in.ts';
import { viewZoomOut } from './view-zoom-out.ts';
import { viewZoomSelection } from './view-zoom-selection.ts';
import { streamCommands, walkCommands } from './walk.ts';

/**
 * Every command, in the order of menus. Native menu, command palette, keys, their sheet and buttons all read this list: a command
 * is its file, its words in `texts.ts` and a line here.
 */
export const commands: readonly Command[] = [
  fileNew,
  fileNewFromTemplate,
  fileOpen,
  fileSave,
  fileSaveAs,
  fileSaveAndClose,
  fileImport,
  fileExport,
  fileExportPyspark,
  fileExportSvg,
  fileExportPng,
  fileCopyJson,
  filePasteJson,
  fileOpenSample,
  fileHistory,
  editUndo,
  editRedo,
  editCut,
  editCopy,
  editPaste,
  editDuplicate,
  editDelete,
  editSelectAll,
  ...streamCommands,
  editFind,
  viewFit,
  viewZoomIn,
  viewZoomOut,
  viewZoomActual,
  viewZoomSelection,
  viewThemeLight,
  viewThemeDark,
  viewThemeSystem,
  viewLanguageEn,
  viewLanguageFr,
  viewLanguageSystem,
  viewTogglePalette,
  viewOutline,
  viewToggleInspector,
  viewToggleDock,
  ...paneCommands,
  viewToggleMinimap,
  viewFigureRows,
  viewFigureRate,
  viewFigureLate,
  viewFigureState,
  viewFigureShare,
  viewFigureWires,
  viewFigureMotion,
  runStart,
  runStartAfresh,
  runStartBatch,
  runPause,
  runStep,
  runStop,
  runRestart,
  runBreakpoint,
  runClearBreakpoints,
  helpPalette,
  helpShortcuts,
  helpAbout,
  nodeConnect,
  nodeProblem,
  nodeAdd,
  nodeQuickAdd,
  arrangeTidy,
  ...alignCommands,
  groupMake,
  groupUngroup,
  groupRename,
  noteAdd,
  ...walkCommands,
];

const byId: ReadonlyMap<string, Command> = new Map(commands.map((command) => [command.id, command]));

/** The command of that id; ids that come from outside may name none. */
export function findCommand(id: CommandId): Command;
export function findCommand(id: string): Command | undefined;
export function findCommand(id: string): Command | undefined {
  return byId.get(id);
}

import {
  type BrowserWindow,
  dialog,
  type MessageBoxOptions,
  type OpenDialogOptions,
  type SaveDialogOptions,
} from 'electron';
import type { Language } from '../../engine/base/errors/catalogue.ts';
import { dialogWords } from './dialog-words.ts';
import type { DocumentDialogs, TargetKind } from './documents/document-dialogs.ts';

/** The system's own dialogs, in the user's language, over the app's window when there is one. */
export function systemDialogs(window: () => BrowserWindow | undefined, language: () => Language): DocumentDialogs {
  const words = () => dialogWords[language()];
  const filters = (kind: TargetKind = 'pipeline') => [
    {
      pipeline: { name: words().pipelines, extensions: ['json'] },
      pyspark: { name: words().programs, extensions: ['py'] },
      svg: { name: words().svgPictures, extensions: ['svg'] },
      png: { name: words().pngPictures, extensions: ['png'] },
    }[kind],
    { name: words().allFiles, extensions: ['*'] },
  ];
  const targetTitle = (kind: TargetKind): string => {
    const { saveTitle, programTitle, pictureTitle } = words();
    return { pipeline: saveTitle, pyspark: programTitle, svg: pictureTitle, png: pictureTitle }[kind];
  };
  const chooseOne = async (options: OpenDialogOptions): Promise<string | null> => {
    const parent = window();
    const { canceled, filePaths } = await (parent
      ? dialog.showOpenDialog(parent, options)
      : dialog.showOpenDialog(options));
    return canceled ? null : (filePaths[0] ?? null);
  };
  const ask = async (options: MessageBoxOptions): Promise<number> => {
    const parent = window();
    const { response } = await (parent ? dialog.showMessageBox(parent, options) : dialog.showMessageBox(options));
    return response;
  };

  return {
    chooseDocument: (purpose, startIn) =>
      chooseOne({
        title: purpose === 'open' ? words().openTitle : words().importTitle,
        defaultPath: startIn,
        filters: filters(),
        properties: ['openFile'],
      }),
    async chooseTarget(suggestedPath, kind) {
      const options: SaveDialogOptions = {
        title: targetTitle(kind),
        defaultPath: suggestedPath,
        filters: filters(kind),
        properties: ['createDirectory', 'showOverwriteConfirmation'],
      };
      const parent = window();
      const { canceled, filePath } = await (parent
        ? dialog.showSaveDialog(parent, options)
        : dialog.showSaveDialog(options));
      return canceled || !filePath ? null : filePath;
    },
    choosePath: (kind, startIn) =>
      chooseOne({
        title: kind === 'folder' ? words().folderTitle : words().fileTitle,
        defaultPath: startIn,
        properties: [kind === 'folder' ? 'openDirectory' : 'openFile'],
      }),
    async confirmReplace(path) {
      const { replaceMessage, replace, cancel } = words();
      const buttons = [replace, cancel];
      return (await ask({ type: 'warning', message: replaceMessage, detail: path, buttons, cancelId: 1 })) === 0;
    },
    async askAboutChanges(name) {
      const { changesMessage, changesDetail, save, discard, cancel } = words();
      const response = await ask({
        type: 'warning',
        message: changesMessage.replace('{name}', () => name),
        detail: changesDetail,
        buttons: [save, discard, cancel],
        defaultId: 0,
        cancelId: 2,
        noLink: true,
      });
      return (['save', 'discard', 'cancel'] as const)[response] ?? 'cancel';
    },
    async showError(message, hint) {
      const text = message.charAt(0).toUpperCase() + message.slice(1);
      await ask({ type: 'error', message: text, detail: hint ?? '', buttons: [words().close] });
    },
  };
}

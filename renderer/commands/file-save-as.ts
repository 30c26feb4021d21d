import { saveDocumentAs } from '../model/document-files.ts';
import type { Command } from './command.ts';

export const fileSaveAs: Command = {
  id: 'file.save-as',
  keys: ['Mod+Shift+S'],
  scope: 'window',
  menu: 'file/save',
  run: async (workspace) => {
    await saveDocumentAs(workspace);
  },
};

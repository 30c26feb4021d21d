import { saveDocument } from '../model/document-files.ts';
import type { Command } from './command.ts';

export const fileSave: Command = {
  id: 'file.save',
  keys: ['Mod+S'],
  scope: 'window',
  menu: 'file/save',
  run: async (workspace) => {
    await saveDocument(workspace);
  },
};

import { openDocument } from '../model/document-files.ts';
import type { Command } from './command.ts';

export const fileOpen: Command = {
  id: 'file.open',
  keys: ['Mod+O'],
  scope: 'window',
  menu: 'file/open',
  run: (workspace) => openDocument(workspace),
};

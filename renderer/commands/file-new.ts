import { newDocument } from '../model/document-files.ts';
import type { Command } from './command.ts';

export const fileNew: Command = {
  id: 'file.new',
  keys: ['Mod+N'],
  scope: 'window',
  menu: 'file/open',
  run: newDocument,
};

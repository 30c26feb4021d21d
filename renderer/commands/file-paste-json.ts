import { pasteAsJson } from '../model/document-files.ts';
import type { Command } from './command.ts';

export const filePasteJson: Command = {
  id: 'file.paste-json',
  menu: 'file/json',
  run: pasteAsJson,
};

import { copyAsJson } from '../model/document-files.ts';
import type { Command } from './command.ts';

export const fileCopyJson: Command = {
  id: 'file.copy-json',
  menu: 'file/json',
  run: copyAsJson,
};

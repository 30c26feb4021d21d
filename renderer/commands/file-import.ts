import { importDocument } from '../model/document-files.ts';
import type { Command } from './command.ts';

export const fileImport: Command = {
  id: 'file.import',
  menu: 'file/transfer',
  run: importDocument,
};

import { exportDocument } from '../model/document-files.ts';
import type { Command } from './command.ts';

export const fileExport: Command = {
  id: 'file.export',
  menu: 'file/transfer',
  run: exportDocument,
};

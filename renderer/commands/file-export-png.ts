import type { Command } from './command.ts';
import { exportPicture } from './export-picture.ts';

export const fileExportPng: Command = {
  id: 'file.export-png',
  menu: 'file/transfer',
  run: (workspace) => exportPicture(workspace, 'png'),
};

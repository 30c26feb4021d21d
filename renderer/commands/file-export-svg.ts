import type { Command } from './command.ts';
import { exportPicture } from './export-picture.ts';

export const fileExportSvg: Command = {
  id: 'file.export-svg',
  menu: 'file/transfer',
  run: (workspace) => exportPicture(workspace, 'svg'),
};

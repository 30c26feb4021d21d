import { exportPySpark } from '../model/export-pyspark.ts';
import type { Command } from './command.ts';

export const fileExportPyspark: Command = {
  id: 'file.export-pyspark',
  menu: 'file/transfer',
  run: exportPySpark,
};

import { chooseSample } from '../model/samples.ts';
import type { Command } from './command.ts';

export const fileOpenSample: Command = {
  id: 'file.open-sample',
  menu: 'file/open',
  run: chooseSample,
};

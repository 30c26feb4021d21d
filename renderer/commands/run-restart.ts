import { restartRun } from '../model/run-control.ts';
import type { Command } from './command.ts';

export const runRestart: Command = {
  id: 'run.restart',
  keys: ['Mod+R'],
  scope: 'window',
  menu: 'run/control',
  enabled: ({ run }) => run.getState().snapshot !== null && !run.getState().starting,
  run: restartRun,
};

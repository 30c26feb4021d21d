import { startRun } from '../model/run-actions.ts';
import type { Command } from './command.ts';

export const runStartBatch: Command = {
  id: 'run.start-batch',
  keys: ['Mod+F5'],
  scope: 'window',
  menu: 'run/start',
  enabled: ({ run }) => !run.getState().starting,
  run: (workspace) => startRun(workspace, { mode: 'batch' }),
};

import { startRun } from '../model/run-actions.ts';
import type { Command } from './command.ts';

export const runStart: Command = {
  id: 'run.start',
  keys: ['F5'],
  scope: 'window',
  menu: 'run/start',
  enabled: ({ run }) => !run.getState().starting,
  run: (workspace) => startRun(workspace),
};

import { keepsCheckpoints } from '../model/checkpoint-choice.ts';
import { startRun } from '../model/run-actions.ts';
import type { Command } from './command.ts';

export const runStartAfresh: Command = {
  id: 'run.start-afresh',
  keys: ['Mod+Shift+F5'],
  scope: 'window',
  menu: 'run/start',
  enabled: ({ run, documents }) => !run.getState().starting && keepsCheckpoints(documents.getState().document),
  needs: 'checkpoints',
  run: (workspace) => startRun(workspace, { afresh: true }),
};

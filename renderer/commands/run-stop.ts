import { stopRun } from '../model/stop-run.ts';
import type { Command } from './command.ts';

export const runStop: Command = {
  id: 'run.stop',
  keys: ['Shift+F5'],
  scope: 'window',
  menu: 'run/control',
  enabled: ({ run }) => run.getState().snapshot?.isActive === true,
  needs: 'run',
  run: stopRun,
};

import { togglePause } from '../model/run-control.ts';
import type { Command } from './command.ts';

export const runPause: Command = {
  id: 'run.pause',
  keys: ['F6'],
  scope: 'window',
  menu: 'run/control',
  enabled: ({ run }) => run.getState().snapshot?.isActive === true,
  needs: 'run',
  run: togglePause,
};

import { stepRun } from '../model/run-control.ts';
import type { Command } from './command.ts';

export const runStep: Command = {
  id: 'run.step',
  keys: ['F10'],
  scope: 'window',
  menu: 'run/control',
  enabled: ({ run }) => !run.getState().starting,
  run: stepRun,
};

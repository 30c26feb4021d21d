import { breakpointsOf } from '../model/annotations.ts';
import { clearBreakpoints } from '../model/breakpoint-edits.ts';
import type { Command } from './command.ts';

export const runClearBreakpoints: Command = {
  id: 'run.clear-breakpoints',
  menu: 'run/breakpoints',
  enabled: ({ documents }) => breakpointsOf(documents.getState().document.views).length > 0,
  needs: 'breakpoints',
  run: ({ documents }) => clearBreakpoints(documents),
};

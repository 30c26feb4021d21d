import { toggleBreakpoint } from '../model/breakpoint-edits.ts';
import type { Command } from './command.ts';

export const runBreakpoint: Command = {
  id: 'run.breakpoint',
  keys: ['F9'],
  scope: 'window',
  menu: 'run/breakpoints',
  enabled: ({ documents }) => documents.getState().selection.edges.length > 0,
  needs: 'wire',
  run: ({ documents }) => {
    for (const wireId of documents.getState().selection.edges) toggleBreakpoint(documents, wireId);
  },
};

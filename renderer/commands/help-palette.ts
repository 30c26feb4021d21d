import type { Command } from './command.ts';

/**
 * Everything by typing. Ctrl K first: one hand reaches it, and most programs of today search with it; Ctrl Shift P for those who
 * come from a code editor.
 */
export const helpPalette: Command = {
  id: 'help.palette',
  keys: ['Mod+K', 'Mod+Shift+P'],
  scope: 'window',
  menu: 'help/help',
  run: ({ view }) => view.set({ dialog: 'commands' }),
};

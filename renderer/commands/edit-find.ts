import type { Command } from './command.ts';

export const editFind: Command = {
  id: 'edit.find',
  keys: ['Mod+F'],
  scope: 'outside-text',
  menu: 'edit/find',
  run: ({ view }) => {
    const { find } = view.getState();
    view.set({ find: { text: find?.text ?? '', asked: (find?.asked ?? 0) + 1 } });
  },
};

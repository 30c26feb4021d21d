import { addNote, newNoteSize } from '../model/annotation-edits.ts';
import type { Command } from './command.ts';

export const noteAdd: Command = {
  id: 'note.add',
  keys: ['Shift+N'],
  scope: 'canvas',
  menu: 'node/note',
  run: ({ documents, view }) => {
    const { viewport } = view.getState();
    const at = viewport?.pointer() ?? viewport?.centre() ?? { x: 0, y: 0 };
    const id = addNote(documents, { x: at.x - newNoteSize.width / 2, y: at.y - newNoteSize.height / 2 });
    view.set({ editing: { part: 'note', id } });
  },
};

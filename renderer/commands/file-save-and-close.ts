import { saveDocument } from '../model/document-files.ts';
import type { Command } from './command.ts';

/**
 * The answer “Save” to the question that the main process asks when the window closes. The main process closes the window
 * when it hears that nothing is unsaved any more, and keeps it open when saving failed.
 */
export const fileSaveAndClose: Command = {
  id: 'file.save-and-close',
  internal: true,
  run: async (workspace) => {
    await saveDocument(workspace);
  },
};

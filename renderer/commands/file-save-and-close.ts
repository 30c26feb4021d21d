import { saveDocument } from '../model/document-files.ts';
import type { Command } from './command.ts';

/** The answer “Save” to the question that is asked when the window closes. */
export const fileSaveAndClose: Command = {
  id: 'file.save-and-close',
  run: async (workspace) => {
    if (await saveDocument(workspace)) await workspace.bridge.request('app.quit', undefined);
  },
};

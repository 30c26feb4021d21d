import { say } from '../ui/i18n.ts';
import { type Autosave, startAutosave } from './autosave.ts';
import { openedFromOutside, saveDocumentAs, tellFileChanged } from './document-files.ts';
import { afterEngineEnded } from './engine-ended.ts';
import { texts } from './texts.ts';
import type { Workspace } from './workspace.ts';

/**
 * Keeps the desktop told of the open document, and acts on what it tells of by itself: files that were opened or changed outside,
 * an engine that ended. Dispose of it before the workspace.
 */
export function followDesktop(workspace: Workspace): Autosave {
  const { bridge, documents, notices } = workspace;
  const autosave = startAutosave({
    bridge,
    documents,
    failed(error) {
      const action = { label: say(texts, 'saveAsMore'), run: async () => void (await saveDocumentAs(workspace)) };
      notices.fail(say(texts, 'notKept'), error, { subject: 'autosave', stays: true, action });
    },
    recovered: () => notices.withdraw('autosave'),
  });
  const unsubscribes = [
    bridge.on('document.opened', (opened) => void openedFromOutside(workspace, opened)),
    bridge.on('document.file-changed', (change) => tellFileChanged(workspace, change)),
    bridge.on('engine.restarted', ({ reason }) => void afterEngineEnded(workspace, reason)),
  ];
  return {
    flush: autosave.flush,
    dispose() {
      autosave.dispose();
      for (const unsubscribe of unsubscribes) unsubscribe();
    },
  };
}

import type { CloseGuard, WindowDocument } from '../close-guard.ts';
import type { DocumentDesk } from '../documents/document-desk.ts';
import type { HandlersOf } from './handlers.ts';

export interface DocumentPorts {
  readonly desk: DocumentDesk;
  readonly closeGuard: CloseGuard;
  readonly showDocument: (document: WindowDocument) => void;
}

/** Answers about pipeline files: the desk does the work, the guard learns of every save and change. */
export function documentHandlers({ desk, closeGuard, showDocument }: DocumentPorts): HandlersOf<'document'> {
  return {
    'document.initial': () => desk.initial(),
    'document.open': ({ recentPath }) => desk.open(recentPath),
    'document.reload': ({ path }) => desk.reload(path),
    'document.leave-recovered': ({ decision }) => desk.leaveRecovered(decision),
    'document.open-sample': ({ id, language }) => desk.openSample(id, language),
    'document.samples': (input) => desk.samples(input?.language),
    'document.save': (input) => closeGuard.watchSave(desk.save(input), (saved) => saved.outcome === 'saved'),
    'document.save-as': (input) => closeGuard.watchSave(desk.saveAs(input), (saved) => saved !== null),
    'document.recent': () => [...desk.recent],
    'document.clear-recent': async () => {
      await desk.clearRecent();
      return null;
    },
    'document.autosave': async (input) => {
      await desk.autosave(input);
      return null;
    },
    'document.import': () => desk.import(),
    'document.state': ({ name, path, dirty }) => {
      // The window's icon can be dragged out as the file: a path that the page made up must not get there.
      const document = { name, path: desk.follow(path), dirty };
      showDocument(document);
      closeGuard.update(document);
      return null;
    },
    'document.pick-path': (input) => desk.pickPath(input),
    'document.dropped': (input) => desk.dropped(input),
    'document.versions': ({ path }) => desk.versions(path),
    'document.version': ({ path, id }) => desk.version(path, id),
    'document.export-picture': async (input) => {
      const path = await desk.exportPicture(input);
      return path === null ? null : { path };
    },
  };
}

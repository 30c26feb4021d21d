import type { Bridge } from '../bridge/desktop.ts';
import type { DocumentState, DocumentStore } from './document-store.ts';
import { writePipeline } from './read-pipeline.ts';

/** Longest time that unsaved work is in memory only, ms. */
const pauseMs = 1000;

export interface Autosave {
  dispose(): void;
}

/**
 * Keeps unsaved work where a crash cannot reach it, and the title bar right. Never touches the document or its history:
 * undo works the same after as before.
 */
export function startAutosave(bridge: Bridge, documents: DocumentStore): Autosave {
  let timer: ReturnType<typeof setTimeout> | undefined;
  // What the other side holds: nothing, until the first unsaved change.
  let kept: unknown = null;
  const keep = (): void => {
    const { document, path, basePath, dirty } = documents.getState();
    const next = dirty ? document : null;
    if (next === kept) return;
    kept = next;
    const text = next === null ? null : writePipeline(document);
    // Nothing can be done about a failed safety copy; the next change tries again.
    const input = { text, path, basePath, name: document.name.slice(0, 500) };
    bridge.request('document.autosave', input).catch(() => {
      kept = undefined;
    });
  };
  const tellState = ({ document, path, dirty }: DocumentState): void => {
    void bridge.request('document.state', { name: document.name.slice(0, 500), path, dirty }).catch(() => undefined);
  };
  tellState(documents.getState());
  const unsubscribe = documents.subscribe((state, before) => {
    if (state.document.name !== before.document.name || state.path !== before.path || state.dirty !== before.dirty) {
      tellState(state);
    }
    if (state.document === before.document && state.dirty === before.dirty) return;
    clearTimeout(timer);
    // A document that was saved needs no copy any more, and at once: the window may close next.
    if (state.dirty) timer = setTimeout(keep, pauseMs);
    else keep();
  });
  return {
    dispose() {
      clearTimeout(timer);
      unsubscribe();
    },
  };
}

import type { Bridge } from '../bridge/desktop.ts';
import type { DocumentState, DocumentStore } from './document-store.ts';
import { writePipeline } from './read-pipeline.ts';

/** Least time between two copies, ms; and so the longest that work of a busy hand is in memory only. */
const pauseMs = 250;
/** After a copy that could not be written, ms: a disk may have room again. */
const retryMs = 3000;

export interface AutosavePorts {
  readonly bridge: Bridge;
  readonly documents: DocumentStore;
  /** No copy can be written, as long as `recovered` was not called. */
  readonly failed: (error: unknown) => void;
  /** After a failure: the copy is written again. */
  readonly recovered: () => void;
}

export interface Autosave {
  /** Keeps at once what is not kept yet: the window may be gone in a moment. */
  flush(): void;
  dispose(): void;
}

/**
 * Keeps unsaved work where a crash cannot reach it, and the title bar right. A change after a pause is kept at once, changes in a
 * row a few times a second, one copy at a time. Never touches the document or its history: undo works the same after as before.
 */
export function startAutosave({ bridge, documents, failed, recovered }: AutosavePorts): Autosave {
  let timer: ReturnType<typeof setTimeout> | undefined;
  // What the other side holds: nothing, until the first unsaved change.
  let kept: unknown = null;
  let isWriting = false;
  let hasFailed = false;
  let isDisposed = false;

  const wanted = (): unknown => {
    const { document, dirty } = documents.getState();
    return dirty ? document : null;
  };
  const later = (ms: number): void => {
    clearTimeout(timer);
    timer = isDisposed ? undefined : setTimeout(ended, ms);
  };
  const ended = (): void => {
    timer = undefined;
    keep();
  };
  const settle = (): void => {
    if (hasFailed) recovered();
    hasFailed = false;
  };
  const keep = (): void => {
    const next = wanted();
    if (isWriting) return;
    clearTimeout(timer);
    timer = undefined;
    if (next === kept) {
      // Also where a copy could not be written and is not needed any more.
      settle();
      return;
    }
    isWriting = true;
    const { document, path, basePath } = documents.getState();
    const text = next === null ? null : writePipeline(document);
    const input = { text, path, basePath, name: document.name.slice(0, 500) };
    bridge
      .request('document.autosave', input)
      .then(
        () => {
          kept = next;
          settle();
          return pauseMs;
        },
        (error: unknown) => {
          if (!hasFailed) failed(error);
          hasFailed = true;
          return retryMs;
        },
      )
      .then((ms) => {
        isWriting = false;
        // A document that was saved needs no copy any more, and at once: the window may close next.
        if (wanted() === null && !hasFailed) keep();
        else if (timer === undefined) later(ms);
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
    const hasMoved = state.dirty && state.path !== before.path;
    // The copy says which file the work belongs to.
    if (hasMoved) kept = undefined;
    if (!hasMoved && state.document === before.document && state.dirty === before.dirty) return;
    if (!state.dirty || timer === undefined) keep();
  });
  return {
    flush: keep,
    dispose() {
      isDisposed = true;
      clearTimeout(timer);
      unsubscribe();
    },
  };
}

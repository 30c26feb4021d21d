/**
 * The open document: its content, where it lives, what is selected, and its history. The only place where a pipeline
 * changes. What a run reports is never here, so that running makes no undo step and no unsaved change.
 */
import { type Draft, freeze, produceWithPatches } from 'immer';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { PipelineDocument } from '../../engine/pipeline/document.ts';
import { edgeId } from './edge-id.ts';
import {
  currentRevision,
  type History,
  type HistoryMove,
  record,
  redo,
  type Selection,
  seal,
  startHistory,
  undo,
} from './history.ts';

export type { Selection } from './history.ts';

export interface DocumentState {
  readonly document: PipelineDocument;
  /** Null while the document was never saved. */
  readonly path: string | null;
  /** Where relative paths start while `path` is null. */
  readonly basePath: string | null;
  /** What the file held when it was read or written last, in short. */
  readonly fingerprint: string | null;
  readonly selection: Selection;
  readonly history: History;
  /** The revision that the file holds; null when no file holds any (a sample, recovered or imported work). */
  readonly savedRevision: number | null;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  /** There is something that is in no file. */
  readonly dirty: boolean;
  /** Counts documents taken in: the canvas fits its view to each new one. */
  readonly openedCount: number;
}

export interface OpenOptions {
  readonly path: string | null;
  readonly basePath: string | null;
  readonly fingerprint: string | null;
  /** False for work that is in no file and would be lost: recovered work, an import. */
  readonly saved: boolean;
}

export interface EditOptions {
  /** Edits in a row with the same key are one undo step. */
  readonly join?: string;
  /** What is selected afterwards; by default the selection stays. */
  readonly select?: Selection;
}

export interface DocumentStore extends Pick<StoreApi<DocumentState>, 'getState' | 'getInitialState' | 'subscribe'> {
  /** Puts another document in the place of the open one. Ends its history. */
  open(document: PipelineDocument, options: OpenOptions): void;
  /** Replaces the content by another document's in one undo step (import, paste). */
  replace(document: PipelineDocument): void;
  /** One undo step. An edit that changes nothing leaves no step. */
  edit(recipe: (draft: Draft<PipelineDocument>) => void, options?: EditOptions): void;
  /** The next edit makes a step of its own, whatever its join key. */
  seal(): void;
  undo(): void;
  redo(): void;
  select(selection: Partial<Selection>): void;
  /**
   * The file now holds `revision` (the current one when writing began). `document` is given where it was changed while it
   * was written: relative paths follow the file into its new folder.
   */
  markSaved(saved: {
    readonly path: string;
    readonly fingerprint: string;
    readonly revision: number;
    readonly document?: PipelineDocument;
  }): void;
  /** No file holds the document any more: it was deleted, or replaced by something else. */
  markUnsaved(): void;
}

export const nothingSelected: Selection = { nodes: [], edges: [] };

export function emptyDocument(name: string): PipelineDocument {
  return {
    format: 'millrace.pipeline',
    version: 1,
    name,
    settings: { mode: 'streaming', timeZone: 'UTC' },
    nodes: [],
    edges: [],
  };
}

/**
 * @param initial the document to begin with, held as saved
 * @param nowMs the clock that tells a pause from steady typing
 */
export function createDocumentStore(initial: PipelineDocument, nowMs: () => number): DocumentStore {
  const store = createStore<DocumentState>()(() => opened(initial, unsavedNew, 0, 0));
  const set = (change: Partial<DocumentState>): void => store.setState((state) => derive({ ...state, ...change }));
  const move = (to: HistoryMove | null, selection: Selection): void => {
    if (to === null) return;
    set({ document: to.document, history: to.history, selection: existing(to.selection ?? selection, to.document) });
  };

  const edit: DocumentStore['edit'] = (recipe, options = {}) => {
    const state = store.getState();
    const [document, patches, inverse] = produceWithPatches(state.document, (draft) => {
      recipe(draft);
    });
    const selection = existing(options.select ?? state.selection, document);
    if (patches.length === 0) {
      if (options.select !== undefined) set({ selection });
      return;
    }
    const history = record(state.history, {
      patches,
      inverse,
      before: state.selection,
      join: options.join ?? null,
      atMs: nowMs(),
    });
    set({ document, history, selection });
  };

  return {
    getState: store.getState,
    getInitialState: store.getInitialState,
    subscribe: store.subscribe,
    edit,
    open(document, options) {
      const { history, openedCount } = store.getState();
      store.setState(opened(document, options, history.nextRevision, openedCount + 1), true);
    },
    replace(document) {
      edit(
        (draft) => {
          for (const key of Object.keys(draft)) delete (draft as unknown as Record<string, unknown>)[key];
          Object.assign(draft, document);
        },
        { select: nothingSelected },
      );
      store.setState((state) => ({ ...state, openedCount: state.openedCount + 1 }));
    },
    seal: () => set({ history: seal(store.getState().history) }),
    undo() {
      const { history, document, selection } = store.getState();
      move(undo(history, document), selection);
    },
    redo() {
      const { history, document, selection } = store.getState();
      move(redo(history, document), selection);
    },
    select(selection) {
      const state = store.getState();
      const next = existing({ ...state.selection, ...selection }, state.document);
      if (sameSelection(next, state.selection)) return;
      set({ selection: next, history: seal(state.history) });
    },
    markSaved({ path, fingerprint, revision, document }) {
      const unchanged = currentRevision(store.getState().history) === revision;
      // Relative paths were rewritten for a new folder: a step like any other, so that what came before can be undone.
      if (document !== undefined && unchanged) edit((draft) => rewriteConfigs(draft, document));
      const { history } = store.getState();
      const savedRevision = unchanged ? currentRevision(history) : revision;
      set({ path, basePath: null, fingerprint, savedRevision, history: seal(history) });
    },
    markUnsaved: () => set({ savedRevision: null }),
  };
}

const unsavedNew: OpenOptions = { path: null, basePath: null, fingerprint: null, saved: true };

function opened(
  document: PipelineDocument,
  options: OpenOptions,
  revision: number,
  openedCount: number,
): DocumentState {
  return derive({
    document: freeze(document, true),
    path: options.path,
    basePath: options.basePath,
    fingerprint: options.fingerprint,
    selection: nothingSelected,
    history: startHistory(revision),
    savedRevision: options.saved ? revision : null,
    canUndo: false,
    canRedo: false,
    dirty: false,
    openedCount,
  });
}

function rewriteConfigs(draft: Draft<PipelineDocument>, written: PipelineDocument): void {
  const configs = new Map(written.nodes.map((node) => [node.id, node.config]));
  for (const node of draft.nodes) {
    const config = configs.get(node.id);
    if (config !== undefined && JSON.stringify(config) !== JSON.stringify(node.config)) node.config = { ...config };
  }
}

function derive(state: DocumentState): DocumentState {
  return {
    ...state,
    canUndo: state.history.past.length > 0,
    canRedo: state.history.future.length > 0,
    dirty: state.savedRevision !== currentRevision(state.history),
  };
}

/** The part of a selection that the document has. */
function existing(selection: Selection, document: PipelineDocument): Selection {
  if (selection.nodes.length === 0 && selection.edges.length === 0) return selection;
  const nodes = new Set(document.nodes.map((node) => node.id));
  const edges = new Set(document.edges.map(edgeId));
  return {
    nodes: selection.nodes.filter((id) => nodes.has(id)),
    edges: selection.edges.filter((id) => edges.has(id)),
  };
}

function sameSelection(a: Selection, b: Selection): boolean {
  const same = (x: readonly string[], y: readonly string[]) => x.length === y.length && x.every((id, i) => id === y[i]);
  return same(a.nodes, b.nodes) && same(a.edges, b.edges);
}

/**
 * The open document: its content, where it lives, what is selected, and its history. The only place where a pipeline
 * changes. What a run reports is never here, so that running makes no undo step and no unsaved change.
 */
import { type Draft, freeze, original, produceWithPatches } from 'immer';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { PipelineDocument } from '../../engine/pipeline/document.ts';
import { groupsOf, notesOf } from './annotations.ts';
import { edgeId } from './edge-id.ts';
import { type History, type HistoryMove, noHistory, record, redo, type Selection, seal, undo } from './history.ts';
import { sameContent } from './same-content.ts';

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
  /** What the file holds, or what a sample is; null when no file holds it (recovered or imported work). */
  readonly saved: PipelineDocument | null;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  /** The content is another than what is saved, whatever way led there. */
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
  /**
   * Replaces the content by another document's in one undo step (import, paste, an older version). `basePath` is where its relative paths
   * start, for a document that has no place yet.
   */
  replace(document: PipelineDocument, basePath?: string | null): void;
  /** One undo step. An edit that changes nothing leaves no step. */
  edit(recipe: (draft: Draft<PipelineDocument>) => void, options?: EditOptions): void;
  /** The next edit makes a step of its own, whatever its join key. */
  seal(): void;
  undo(): void;
  redo(): void;
  select(selection: Partial<Selection>): void;
  /**
   * The file now holds what `given` was when writing began. `written` is what it became where it was changed on the way: relative
   * paths follow the file into its new folder. What was edited meanwhile stays, unsaved.
   */
  markSaved(saved: {
    readonly path: string;
    readonly fingerprint: string;
    readonly given: PipelineDocument;
    readonly written?: PipelineDocument;
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
  const store = createStore<DocumentState>()(() => opened(initial, unsavedNew, 0));
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
    if (patches.length === 0 || sameContent(document, state.document)) {
      if (options.select !== undefined) set({ selection });
      return;
    }
    const entry = { patches, inverse, before: state.selection, join: options.join ?? null, atMs: nowMs() };
    const history = record(state.history, entry, document);
    set({ document, history, selection });
  };

  return {
    getState: store.getState,
    getInitialState: store.getInitialState,
    subscribe: store.subscribe,
    edit,
    open(document, options) {
      store.setState(opened(document, options, store.getState().openedCount + 1), true);
    },
    replace(document, basePath = null) {
      edit(
        (draft) => {
          for (const key of Object.keys(draft)) delete (draft as unknown as Record<string, unknown>)[key];
          Object.assign(draft, document);
        },
        { select: nothingSelected },
      );
      const { path, basePath: known } = store.getState();
      set({ openedCount: store.getState().openedCount + 1, ...(path === null && known === null ? { basePath } : {}) });
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
    markSaved({ path, fingerprint, given, written }) {
      // Relative paths were rewritten for a new folder: a step like any other, so that what came before can be undone.
      if (written !== undefined) edit((draft) => rewriteConfigs(draft, given, written));
      const saved = freeze(written ?? given, true);
      set({ path, basePath: null, fingerprint, saved, history: seal(store.getState().history) });
    },
    markUnsaved: () => set({ saved: null }),
  };
}

const unsavedNew: OpenOptions = { path: null, basePath: null, fingerprint: null, saved: true };

function opened(document: PipelineDocument, options: OpenOptions, openedCount: number): DocumentState {
  return derive({
    document: freeze(document, true),
    path: options.path,
    basePath: options.basePath,
    fingerprint: options.fingerprint,
    selection: nothingSelected,
    history: noHistory,
    saved: options.saved ? document : null,
    canUndo: false,
    canRedo: false,
    dirty: false,
    openedCount,
  });
}

/** Takes over the settings that became others while they were written, where nobody has edited them since. */
function rewriteConfigs(draft: Draft<PipelineDocument>, given: PipelineDocument, written: PipelineDocument): void {
  const before = new Map(given.nodes.map((node) => [node.id, node.config]));
  const after = new Map(written.nodes.map((node) => [node.id, node.config]));
  for (const node of draft.nodes) {
    const config = after.get(node.id);
    if (config === undefined || sameContent(config, node.config)) continue;
    if (sameContent(before.get(node.id), original(node)?.config)) node.config = { ...config };
  }
}

function derive(state: DocumentState): DocumentState {
  return {
    ...state,
    canUndo: state.history.past.length > 0,
    canRedo: state.history.future.length > 0,
    dirty: state.saved === null || !sameContent(state.saved, state.document),
  };
}

/** The part of a selection that the document has. */
function existing(selection: Selection, document: PipelineDocument): Selection {
  const keep = (ids: readonly string[] | undefined, there: () => readonly string[]): readonly string[] => {
    if (ids === undefined || ids.length === 0) return [];
    const known = new Set(there());
    return ids.every((id) => known.has(id)) ? ids : ids.filter((id) => known.has(id));
  };
  const nodes = keep(selection.nodes, () => document.nodes.map((node) => node.id));
  const edges = keep(selection.edges, () => document.edges.map(edgeId));
  const notes = keep(selection.notes, () => notesOf(document.notes).map((note) => note.id));
  const groups = keep(selection.groups, () => groupsOf(document.groups).map((group) => group.id));
  return {
    nodes,
    edges,
    ...(notes.length > 0 ? { notes } : {}),
    ...(groups.length > 0 ? { groups } : {}),
  };
}

function sameSelection(a: Selection, b: Selection): boolean {
  const same = (x: readonly string[] = [], y: readonly string[] = []) =>
    x.length === y.length && x.every((id, i) => id === y[i]);
  return same(a.nodes, b.nodes) && same(a.edges, b.edges) && same(a.notes, b.notes) && same(a.groups, b.groups);
}

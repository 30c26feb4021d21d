/** What of the window is looked at: the dock's tab, an open dialog, what a panel asked to be shown. Nothing here is saved. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { SerializedError } from '../../electron/contract/reply.ts';

export const DOCK_TABS = ['results', 'rows', 'problems', 'progress', 'code'] as const;
export type DockTab = (typeof DOCK_TABS)[number];

/** How the canvas can be moved; the canvas puts it here while it is on screen. */
export interface Viewport {
  fit(): void;
  /** Called before an edit: the function it returns, called after it, fits the view again where it no longer shows all. */
  keepWhole(): () => void;
  zoomIn(): void;
  zoomOut(): void;
  /** Brings a node into view and, with `focus`, gives it the keyboard. */
  show(nodeId: string, options?: { readonly focus?: boolean }): void;
  /** Gives the keyboard to the canvas: to the selected node, else to the first. */
  focus(): void;
  /** Brings all of these nodes into view, as large as fits. */
  showAll(nodeIds: readonly string[]): void;
  /** The next moves are drawn as motion, where motion is wanted. */
  animateMoves(): void;
  /** Shows everything in its own size. */
  zoomActual(): void;
  /** Where something of the document lies on the screen, px. */
  toScreen(at: { readonly x: number; readonly y: number }): { readonly x: number; readonly y: number };
  /** The pointer, in document coordinates; null while it is not on the canvas. */
  pointer(): { readonly x: number; readonly y: number } | null;
  /** A place for a new node near the middle of what is seen, in document coordinates. */
  centre(): { readonly x: number; readonly y: number };
}

export interface ViewState {
  readonly dockTab: DockTab;
  readonly dialog: 'commands' | 'history' | 'templates' | 'shortcuts' | 'about' | null;
  /** The node from which a wire is being drawn by keyboard. */
  readonly connectFrom: string | null;
  /** Where a node is being looked for to be added; null while none is. */
  readonly quickAdd: QuickAddPlace | null;
  /** The menu of the canvas that is open: where on the screen, px. What it is about is what is selected. */
  readonly canvasMenu: { readonly x: number; readonly y: number } | null;
  /** The note or the group whose text is being edited. */
  readonly editing: { readonly part: 'note' | 'group'; readonly id: string } | null;
  /** What the search in the graph looks for; null while it is closed. */
  readonly find: { readonly text: string; readonly asked: number } | null;
  /** Nodes that fit what is looked for. */
  readonly found: ReadonlySet<string>;
  /** The setting that a panel asked to be edited; `at` grows with each asking. */
  readonly settingFocus: { readonly nodeId: string; readonly setting: string; readonly at: number } | null;
  /** Grows when the palette's search should take the keyboard. */
  readonly paletteFocus: number;
  /** Grows when the outline should take the keyboard. */
  readonly outlineFocus: number;
  readonly viewport: Viewport | null;
  /** The node that something outside the canvas points at: the line of its program under the pointer. */
  readonly highlightedNode: string | null;
  /**
   * Whose rows are looked at where it is not what is selected: a place that was pinned, or a breakpoint that was just met, which gives
   * way to the next selection.
   */
  readonly rowsAt: { readonly place: RowsPlace; readonly isPinned: boolean } | null;
  /** The node whose findings are unfolded at its card. */
  readonly findingsAt: string | null;
  /** What the engine had to say against a breakpoint when it was told of it. */
  readonly breakpointError: { readonly wireId: string; readonly error: SerializedError } | null;
}

/** Where a new node goes and what it is wired to. */
export interface QuickAddPlace {
  /** The middle of the new card's left edge, document coordinates. */
  readonly at: { readonly x: number; readonly y: number };
  /** The node whose rows it takes. */
  readonly behind: string | null;
  /** The node that takes its rows, and which input; null for the first that fits. */
  readonly before: { readonly nodeId: string; readonly port: string | null } | null;
  /** The wire it is put into. */
  readonly wireId: string | null;
}

/** A place whose rows can be looked at: what leaves a node, or what met the breakpoint on a wire (by the wire's id). */
export type RowsPlace = { readonly nodeId: string } | { readonly breakpointId: string };

export interface ViewStore extends Pick<StoreApi<ViewState>, 'getState' | 'getInitialState' | 'subscribe'> {
  set(change: Partial<ViewState>): void;
}

/** @param dockTab the tab that was open last, as the layout has it */
export function createViewStore(dockTab: unknown): ViewStore {
  const store = createStore<ViewState>()(() => ({
    dockTab: DOCK_TABS.find((tab) => tab === dockTab) ?? 'results',
    dialog: null,
    connectFrom: null,
    quickAdd: null,
    canvasMenu: null,
    editing: null,
    find: null,
    found: new Set(),
    settingFocus: null,
    paletteFocus: 0,
    outlineFocus: 0,
    viewport: null,
    highlightedNode: null,
    rowsAt: null,
    findingsAt: null,
    breakpointError: null,
  }));
  return {
    getState: store.getState,
    getInitialState: store.getInitialState,
    subscribe: store.subscribe,
    set: (change) => store.setState(change),
  };
}

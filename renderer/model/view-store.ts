/** What of the window is looked at: the dock's tab, an open dialog, what a panel asked to be shown. Nothing here is saved. */
import { createStore, type StoreApi } from 'zustand/vanilla';

export const DOCK_TABS = ['results', 'problems', 'progress', 'code'] as const;
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
  /** A place for a new node near the middle of what is seen, in document coordinates. */
  centre(): { readonly x: number; readonly y: number };
}

export interface ViewState {
  readonly dockTab: DockTab;
  readonly dialog: 'shortcuts' | 'about' | null;
  /** The node from which a wire is being drawn by keyboard. */
  readonly connectFrom: string | null;
  /** The setting that a panel asked to be edited; `at` grows with each asking. */
  readonly settingFocus: { readonly nodeId: string; readonly setting: string; readonly at: number } | null;
  /** Grows when the palette's search should take the keyboard. */
  readonly paletteFocus: number;
  readonly viewport: Viewport | null;
}

export interface ViewStore extends Pick<StoreApi<ViewState>, 'getState' | 'getInitialState' | 'subscribe'> {
  set(change: Partial<ViewState>): void;
}

/** @param dockTab the tab that was open last, as the layout has it */
export function createViewStore(dockTab: unknown): ViewStore {
  const store = createStore<ViewState>()(() => ({
    dockTab: DOCK_TABS.find((tab) => tab === dockTab) ?? 'results',
    dialog: null,
    connectFrom: null,
    settingFocus: null,
    paletteFocus: 0,
    viewport: null,
  }));
  return {
    getState: store.getState,
    getInitialState: store.getInitialState,
    subscribe: store.subscribe,
    set: (change) => store.setState(change),
  };
}

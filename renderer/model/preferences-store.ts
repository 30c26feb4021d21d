import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Preferences } from '../../electron/contract/shapes.ts';
import type { Bridge } from '../bridge/desktop.ts';

export type { Preferences } from '../../electron/contract/shapes.ts';

export interface PreferencesStore extends Pick<StoreApi<Preferences>, 'getState' | 'getInitialState' | 'subscribe'> {
  /** Shown at once, kept on disk after a short pause. */
  set(change: Partial<Omit<Preferences, 'layout'>>): void;
  /** Sizes, open panels and tabs. */
  setLayout(change: Readonly<Record<string, unknown>>): void;
  dispose(): void;
}

const pauseMs = 300;

export function createPreferencesStore(bridge: Bridge, initial: Preferences): PreferencesStore {
  const store = createStore<Preferences>()(() => initial);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const keep = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      // A setting that cannot be kept still holds for this window.
      void bridge.request('app.preferences.set', store.getState()).catch(() => undefined);
    }, pauseMs);
  };
  return {
    getState: store.getState,
    getInitialState: store.getInitialState,
    subscribe: store.subscribe,
    set(change) {
      store.setState(change);
      keep();
    },
    setLayout(change) {
      store.setState((state) => ({ layout: { ...state.layout, ...change } }));
      keep();
    },
    dispose: () => clearTimeout(timer),
  };
}

/** A number of the layout, `fallback` where there is none (or something else). */
export function layoutNumber(preferences: Preferences, key: string, fallback: number): number {
  const value = preferences.layout[key];
  return typeof value === 'number' && Number.isFinite(value) ? value : fallback;
}

export function layoutFlag(preferences: Preferences, key: string, fallback: boolean): boolean {
  const value = preferences.layout[key];
  return typeof value === 'boolean' ? value : fallback;
}

/** One of these names as the layout has it, the first where it has none of them. */
export function layoutTab<Tab extends string>(
  preferences: Preferences,
  key: string,
  tabs: readonly [Tab, ...Tab[]],
): Tab {
  return tabs.find((tab) => tab === preferences.layout[key]) ?? tabs[0];
}

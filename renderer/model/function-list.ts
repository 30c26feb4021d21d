import { createStore, type StoreApi } from 'zustand/vanilla';
import type { FunctionSummary } from '../../engine/session-shapes.ts';
import type { Bridge } from '../bridge/desktop.ts';

/** The functions that expressions can call; empty until they have come. */
export interface FunctionList
  extends Pick<StoreApi<readonly FunctionSummary[]>, 'getState' | 'getInitialState' | 'subscribe'> {
  /** Asks for them, once; a failed request is made again by the next asking. */
  load(): Promise<void>;
}

export function createFunctionList(bridge: Bridge): FunctionList {
  const store = createStore<readonly FunctionSummary[]>()(() => []);
  let asked: Promise<void> | null = null;
  return {
    getState: store.getState,
    getInitialState: store.getInitialState,
    subscribe: store.subscribe,
    load() {
      asked ??= bridge.request('catalogue.functions', undefined).then(
        (functions) =>
          store.setState(
            [...functions].sort((a, b) => (a.name < b.name ? -1 : 1)),
            true,
          ),
        () => {
          // Columns and words are completed without them.
          asked = null;
        },
      );
      return asked;
    },
  };
}

/** What the pointer drags on the canvas: where things are now that the document does not know yet, and what they keep to. */
import { createContext, useContext } from 'react';
import { useStore } from 'zustand/react';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { must } from '../../engine/base/assert.ts';
import type { Point } from '../model/document-edits.ts';
import type { Guide } from '../model/snap-lines.ts';

export interface GestureState {
  /** Places of nodes that are being dragged, by id. */
  readonly movedNodes: ReadonlyMap<string, Point>;
  /** Places of notes that are being dragged, by id. */
  readonly movedNotes: ReadonlyMap<string, Point>;
  readonly guides: readonly Guide[];
  /** The group whose frame what is dragged lies in: it belongs to it once let go. */
  readonly groupOver: string | null;
  /** The wire under the pointer. */
  readonly hoveredWire: string | null;
}

export type GestureStore = StoreApi<GestureState>;

const nothing: ReadonlyMap<string, Point> = new Map();
export const atRest: GestureState = {
  movedNodes: nothing,
  movedNotes: nothing,
  guides: [],
  groupOver: null,
  hoveredWire: null,
};

export function createGestureStore(): GestureStore {
  return createStore<GestureState>()(() => atRest);
}

export const GestureContext = createContext<GestureStore | null>(null);

export function useGestureStore(): GestureStore {
  return must(useContext(GestureContext), 'gestures are made inside the canvas');
}

export function useGesture<Selected>(selector: (state: GestureState) => Selected): Selected {
  return useStore(useGestureStore(), selector);
}

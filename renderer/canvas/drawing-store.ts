/** The wire that is being drawn: which ends fit was asked once, when drawing began. */
import { createContext, useContext } from 'react';
import { useStore } from 'zustand/react';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { must } from '../../engine/base/assert.ts';
import type { ConnectionProblem } from '../../engine/nodes/connection.ts';
import type { PossibleWire } from '../model/wiring.ts';
import { portOf } from '../model/wiring.ts';

export interface DrawingState {
  /** The node that the wire starts at, or ends at when it is drawn backwards; null while none is drawn. */
  readonly nodeId: string | null;
  /** By the other end (see `endKey`): why not, null where it fits. */
  readonly ends: ReadonlyMap<string, ConnectionProblem | null>;
  /** The wire that is being drawn anew, by its id; null while a new one is drawn. */
  readonly without: string | null;
  /** Nodes with at least one end that fits. */
  readonly fitting: ReadonlySet<string>;
  /** The wire that a node dragged from the palette would go into. */
  readonly dropInto: string | null;
}

export type DrawingStore = StoreApi<DrawingState>;

export const notDrawing: DrawingState = {
  nodeId: null,
  ends: new Map(),
  without: null,
  fitting: new Set(),
  dropInto: null,
};

export function createDrawingStore(): DrawingStore {
  return createStore<DrawingState>()(() => notDrawing);
}

export function endKey(source: string, target: string, port: string): string {
  return JSON.stringify([source, target, port]);
}

export function drawingOf(nodeId: string, wires: readonly PossibleWire[], without: string | null = null): DrawingState {
  const ends = new Map<string, ConnectionProblem | null>();
  const fitting = new Set<string>();
  for (const { edge, problem } of wires) {
    ends.set(endKey(edge.source, edge.target, portOf(edge)), problem);
    if (problem === null) fitting.add(edge.source === nodeId ? edge.target : edge.source);
  }
  return { nodeId, ends, without, fitting, dropInto: null };
}

export const DrawingContext = createContext<DrawingStore | null>(null);

export function useDrawing<Selected>(selector: (state: DrawingState) => Selected): Selected {
  return useStore(must(useContext(DrawingContext), 'cards and wires live inside the canvas'), selector);
}

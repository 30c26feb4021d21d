import { type ClipboardEvent, type KeyboardEvent, type PointerEvent, useRef, useState } from 'react';
import {
  clampSelection,
  type GridPlace,
  type GridSelection,
  type GridSize,
  selectionAfterKey,
} from './grid-selection.ts';

interface GridSelectionPorts {
  readonly size: GridSize;
  readonly onCopy: () => void;
  /** The keyboard moved to a cell, which should be in view. */
  readonly onReach: (place: GridPlace) => void;
}

/** The selection of a grid and the listeners that move it: pointer, keys, copy. */
export function useGridSelection({ size, onCopy, onReach }: GridSelectionPorts) {
  const [wanted, setSelection] = useState<GridSelection | null>(null);
  const isDragging = useRef(false);
  const selection = clampSelection(wanted, size);

  return {
    selection,
    listeners: {
      onKeyDown(event: KeyboardEvent): void {
        const modKey = event.ctrlKey || event.metaKey;
        if (modKey && event.key.toLowerCase() === 'c' && selection !== null) {
          event.preventDefault();
          onCopy();
          return;
        }
        // Keys pressed on a header's button are the button's.
        if (event.target !== event.currentTarget) return;
        const next = selectionAfterKey(selection, { key: event.key, shiftKey: event.shiftKey, modKey }, size);
        if (next === undefined) return;
        event.preventDefault();
        setSelection(next);
        if (next !== null && event.key.toLowerCase() !== 'a') onReach(next.focus);
      },
      onPointerDown(event: PointerEvent): void {
        const place = placeAt(event.target);
        if (place === null || event.button !== 0) return;
        isDragging.current = true;
        setSelection({ anchor: event.shiftKey && selection !== null ? selection.anchor : place, focus: place });
      },
      onPointerMove(event: PointerEvent): void {
        // The button may have been let go outside the window.
        if (event.buttons === 0) isDragging.current = false;
        const place = isDragging.current ? placeAt(event.target) : null;
        if (place === null || (selection !== null && samePlace(selection.focus, place))) return;
        setSelection({ anchor: selection?.anchor ?? place, focus: place });
      },
      onPointerUp(): void {
        isDragging.current = false;
      },
      onCopy(event: ClipboardEvent): void {
        if (selection === null) return;
        event.preventDefault();
        onCopy();
      },
    },
  };
}

/** The cell under the pointer: cells carry their place. */
function placeAt(target: EventTarget): GridPlace | null {
  const cell = target instanceof Element ? target.closest('[data-row]') : null;
  if (!(cell instanceof HTMLElement)) return null;
  const place = { row: Number(cell.dataset.row), column: Number(cell.dataset.column) };
  return Number.isInteger(place.row) && Number.isInteger(place.column) ? place : null;
}

function samePlace(a: GridPlace, b: GridPlace): boolean {
  return a.row === b.row && a.column === b.column;
}

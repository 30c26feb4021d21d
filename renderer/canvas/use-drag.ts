import { useStoreApi } from '@xyflow/react';
import { type PointerEventHandler, useRef } from 'react';
import type { Point } from '../model/document-edits.ts';

interface DragHandlers {
  readonly onPointerDown: PointerEventHandler;
  readonly onPointerMove: PointerEventHandler;
  readonly onPointerUp: PointerEventHandler;
  readonly onPointerCancel: PointerEventHandler;
}

interface DragSteps {
  readonly onStart?: (isAdding: boolean) => void;
  /** How far the pointer went since the start, document coordinates. */
  readonly onMove: (by: Point) => void;
  readonly onEnd: () => void;
  readonly onCancel: () => void;
}

/** So far the pointer may tremble in a click, px. */
const trembleMax = 3;

/** Dragging something that is no node of React Flow's. */
export function useDrag({ onStart, onMove, onEnd, onCancel }: DragSteps): DragHandlers {
  const flow = useStoreApi();
  const from = useRef<Point | null>(null);
  const isMoving = useRef(false);
  const end = (finish: () => void): void => {
    const had = isMoving.current;
    from.current = null;
    isMoving.current = false;
    if (had) finish();
  };
  return {
    onPointerDown: (event) => {
      if (event.button !== 0) return;
      event.stopPropagation();
      from.current = { x: event.clientX, y: event.clientY };
      event.currentTarget.setPointerCapture(event.pointerId);
      onStart?.(event.shiftKey || event.ctrlKey || event.metaKey);
    },
    onPointerMove: (event) => {
      if (from.current === null) return;
      const dx = event.clientX - from.current.x;
      const dy = event.clientY - from.current.y;
      if (!isMoving.current && Math.hypot(dx, dy) <= trembleMax) return;
      isMoving.current = true;
      const zoom = flow.getState().transform[2];
      onMove({ x: dx / zoom, y: dy / zoom });
    },
    onPointerUp: () => end(onEnd),
    onPointerCancel: () => end(onCancel),
  };
}

import type { KeyboardEvent } from 'react';
import { gridPx, type Point } from '../model/document-edits.ts';

const steps: Readonly<Record<string, Point>> = {
  ArrowLeft: { x: -gridPx, y: 0 },
  ArrowRight: { x: gridPx, y: 0 },
  ArrowUp: { x: 0, y: -gridPx },
  ArrowDown: { x: 0, y: gridPx },
};

/** How far an arrow key moves what is selected: with Shift four times as far; null for any other key. */
export function arrowStep({
  key,
  shiftKey,
  ctrlKey,
  metaKey,
  altKey,
}: Pick<KeyboardEvent, 'key' | 'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey'>): Point | null {
  const step = steps[key];
  if (step === undefined || ctrlKey || metaKey || altKey) return null;
  const factor = shiftKey ? 4 : 1;
  return { x: step.x * factor, y: step.y * factor };
}

/** A rectangle of cells in a grid, held by two corners: `anchor` stays while `focus` moves. Positions are as shown. */
export interface GridSelection {
  readonly anchor: GridPlace;
  readonly focus: GridPlace;
}

export interface GridPlace {
  readonly row: number;
  readonly column: number;
}

export interface GridSize {
  readonly rows: number;
  readonly columns: number;
  /** Whole rows that are in view. */
  readonly page: number;
}

/** First and last positions, all inclusive. */
export interface GridBounds {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

export interface GridKey {
  readonly key: string;
  readonly shiftKey: boolean;
  /** Control, or Command on a Mac. */
  readonly modKey: boolean;
}

export function boundsOf({ anchor, focus }: GridSelection): GridBounds {
  return {
    top: Math.min(anchor.row, focus.row),
    bottom: Math.max(anchor.row, focus.row),
    left: Math.min(anchor.column, focus.column),
    right: Math.max(anchor.column, focus.column),
  };
}

export function isSelected(bounds: GridBounds | null, row: number, column: number): boolean {
  return (
    bounds !== null && row >= bounds.top && row <= bounds.bottom && column >= bounds.left && column <= bounds.right
  );
}

/** The selection cut to what the grid has now; null when nothing of it is left. */
export function clampSelection(selection: GridSelection | null, size: GridSize): GridSelection | null {
  if (selection === null || size.rows === 0 || size.columns === 0) return null;
  const clamp = (place: GridPlace): GridPlace => ({
    row: Math.min(place.row, size.rows - 1),
    column: Math.min(place.column, size.columns - 1),
  });
  return { anchor: clamp(selection.anchor), focus: clamp(selection.focus) };
}

/**
 * What a key makes of the selection: arrows, Home, End, Page Up and Page Down move it, with Shift they stretch it, with
 * the mod key they go to the end; mod A takes all, Escape nothing. Undefined for a key that is none of these.
 */
export function selectionAfterKey(
  selection: GridSelection | null,
  pressed: GridKey,
  size: GridSize,
): GridSelection | null | undefined {
  if (size.rows === 0 || size.columns === 0) return undefined;
  const last: GridPlace = { row: size.rows - 1, column: size.columns - 1 };
  if (pressed.key === 'Escape') return selection === null ? undefined : null;
  if (pressed.modKey && pressed.key.toLowerCase() === 'a') return { anchor: { row: 0, column: 0 }, focus: last };

  const from = selection?.focus ?? { row: 0, column: 0 };
  const step = stepOf(from, pressed, size, last);
  if (step === null) return undefined;
  // The first arrow key only shows where the keyboard is.
  const to = selection === null && pressed.key.startsWith('Arrow') && !pressed.modKey ? from : step;
  const focus = {
    row: Math.max(0, Math.min(last.row, to.row)),
    column: Math.max(0, Math.min(last.column, to.column)),
  };
  return { anchor: pressed.shiftKey ? (selection?.anchor ?? from) : focus, focus };
}

function stepOf(from: GridPlace, { key, modKey }: GridKey, size: GridSize, last: GridPlace): GridPlace | null {
  switch (key) {
    case 'ArrowUp':
      return { ...from, row: modKey ? 0 : from.row - 1 };
    case 'ArrowDown':
      return { ...from, row: modKey ? last.row : from.row + 1 };
    case 'ArrowLeft':
      return { ...from, column: modKey ? 0 : from.column - 1 };
    case 'ArrowRight':
      return { ...from, column: modKey ? last.column : from.column + 1 };
    case 'PageUp':
      return { ...from, row: from.row - size.page };
    case 'PageDown':
      return { ...from, row: from.row + size.page };
    case 'Home':
      return { row: modKey ? 0 : from.row, column: 0 };
    case 'End':
      return { row: modKey ? last.row : from.row, column: last.column };
    default:
      return null;
  }
}

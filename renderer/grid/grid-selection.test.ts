import { describe, expect, it } from 'vitest';
import { boundsOf, clampSelection, type GridSelection, isSelected, selectionAfterKey } from './grid-selection.ts';

const size = { rows: 100, columns: 4, page: 10 };
const at = (row: number, column: number): GridSelection => ({ anchor: { row, column }, focus: { row, column } });
const key = (text: string) => {
  const parts = text.split(' ');
  return { key: parts.at(-1) ?? '', shiftKey: parts.includes('Shift'), modKey: parts.includes('Mod') };
};

describe('selectionAfterKey', () => {
  it.each<[string, GridSelection | null, GridSelection | null | undefined]>([
    ['ArrowDown', null, at(0, 0)],
    ['ArrowDown', at(3, 1), at(4, 1)],
    ['ArrowDown', at(99, 1), at(99, 1)],
    ['ArrowUp', at(0, 1), at(0, 1)],
    ['ArrowLeft', at(3, 1), at(3, 0)],
    ['ArrowRight', at(3, 3), at(3, 3)],
    ['PageDown', at(3, 1), at(13, 1)],
    ['PageUp', at(3, 1), at(0, 1)],
    ['Home', at(3, 2), at(3, 0)],
    ['End', at(3, 2), at(3, 3)],
    ['Mod Home', at(3, 2), at(0, 0)],
    ['Mod End', at(3, 2), at(99, 3)],
    ['Mod ArrowDown', at(3, 2), at(99, 2)],
    ['Shift ArrowDown', at(3, 2), { anchor: { row: 3, column: 2 }, focus: { row: 4, column: 2 } }],
    ['Mod a', at(3, 2), { anchor: { row: 0, column: 0 }, focus: { row: 99, column: 3 } }],
    ['Escape', at(3, 2), null],
    ['Escape', null, undefined],
    ['x', at(3, 2), undefined],
  ])('%s from %j', (pressed, from, to) => {
    expect(selectionAfterKey(from, key(pressed), size)).toEqual(to);
  });

  it('leaves every key alone in an empty grid', () => {
    expect(selectionAfterKey(null, key('ArrowDown'), { ...size, rows: 0 })).toBeUndefined();
  });
});

describe('bounds', () => {
  it('spans the corners whichever way they were drawn', () => {
    const bounds = boundsOf({ anchor: { row: 5, column: 0 }, focus: { row: 2, column: 3 } });
    expect(bounds).toEqual({ top: 2, bottom: 5, left: 0, right: 3 });
    expect(isSelected(bounds, 2, 3)).toBe(true);
    expect(isSelected(bounds, 6, 3)).toBe(false);
    expect(isSelected(null, 0, 0)).toBe(false);
  });

  it('shrinks with the grid, and is gone with its last row', () => {
    expect(clampSelection(at(50, 3), { ...size, rows: 10, columns: 2 })).toEqual(at(9, 1));
    expect(clampSelection(at(50, 3), { ...size, rows: 0 })).toBeNull();
    expect(clampSelection(null, size)).toBeNull();
  });
});

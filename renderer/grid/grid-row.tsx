// biome-ignore-all lint/a11y/useSemanticElements: cells are placed by hand, which table elements do not allow
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid itself takes the keyboard and names its active cell
import type { VirtualItem } from '@tanstack/react-virtual';
import type { ReactNode } from 'react';
import { classNames } from '../ui/class-names.ts';
import { cellText, isNumericType } from './cell-text.ts';
import { boundsOf, type GridSelection, isSelected } from './grid-selection.ts';
import type { GridData } from './grid-table.ts';

export const ROW_PX = 28;
/** Longest text that is put on screen, and longest that is shown while the pointer rests on it. */
const SHOWN_MAX = 1000;
const TITLE_MAX = 2000;
const TITLE_FROM = 24;

/** Something special about a row: a picture beside its number, and words for it. */
export interface RowMark {
  readonly icon: ReactNode;
  readonly title: string;
}

interface GridRowProps {
  readonly index: number;
  readonly topPx: number;
  readonly row: GridData['rows'][number];
  readonly mark: RowMark | null;
  readonly columns: GridData['columns'];
  /** The columns that are in view. */
  readonly shown: readonly VirtualItem[];
  readonly gutterPx: number;
  readonly widthPx: number;
  readonly timeZone: string;
  readonly selection: GridSelection | null;
  readonly cellId: (row: number, column: number) => string;
}

export function GridRow(props: GridRowProps) {
  const { index, topPx, row, mark, columns, shown, gutterPx, widthPx, timeZone, selection, cellId } = props;
  const bounds = selection === null ? null : boundsOf(selection);
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      className="absolute top-0 left-0 border-line/60 border-b hover:bg-sunken"
      style={{ height: ROW_PX, width: widthPx, minWidth: '100%', transform: `translateY(${topPx}px)` }}
    >
      <div
        aria-hidden="true"
        className="tabular sticky left-0 z-10 flex h-full items-center justify-end border-line border-r bg-surface pr-2 text-faint text-xs"
        style={{ width: gutterPx }}
      >
        {mark !== null && (
          <span title={mark.title} className="mr-auto ml-1.5 text-warning [&_svg]:size-3.5">
            {mark.icon}
          </span>
        )}
        {index + 1}
      </div>
      {mark !== null && <span className="sr-only">{mark.title}</span>}
      {shown.map((place) => {
        const column = columns[place.index];
        if (column === undefined) return null;
        const cell = row[place.index] ?? null;
        const text = cellText(cell, column.type, timeZone);
        const selected = isSelected(bounds, index, place.index);
        const isFocus = selection?.focus.row === index && selection.focus.column === place.index;
        return (
          <div
            key={place.key}
            id={cellId(index, place.index)}
            role="gridcell"
            aria-colindex={place.index + 1}
            aria-selected={selected}
            data-row={index}
            data-column={place.index}
            title={text.length > TITLE_FROM ? text.slice(0, TITLE_MAX) : undefined}
            className={classNames(
              'absolute top-0 h-full truncate px-3 leading-[27px]',
              isNumericType(column.type) && 'tabular text-right',
              cell === null && 'text-faint text-xs italic',
              selected && 'bg-accent-soft',
              isFocus && '-outline-offset-2 outline-2 outline-accent',
            )}
            style={{ left: place.start, width: place.size }}
          >
            {text.length > SHOWN_MAX ? `${text.slice(0, SHOWN_MAX)}…` : text}
          </div>
        );
      })}
    </div>
  );
}

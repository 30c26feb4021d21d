// biome-ignore-all lint/a11y/useSemanticElements: columns are placed by hand, which table elements do not allow
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid itself takes the keyboard
import type { VirtualItem } from '@tanstack/react-virtual';
import { ArrowDown, ArrowUp } from 'lucide-react';
import { classNames } from '../ui/class-names.ts';
import { useTexts } from '../ui/i18n.ts';
import { isNumericType } from './cell-text.ts';
import type { GridData, GridHeader } from './grid-table.ts';
import { texts } from './texts.ts';

export const HEAD_PX = 44;

interface GridHeadProps {
  readonly headers: readonly GridHeader[];
  readonly columns: GridData['columns'];
  /** The columns that are in view. */
  readonly shown: readonly VirtualItem[];
  readonly gutterPx: number;
  readonly widthPx: number;
}

/** Names and types of the columns; a click sorts, the line between two sizes. */
export function GridHead({ headers, columns, shown, gutterPx, widthPx }: GridHeadProps) {
  return (
    <div
      role="row"
      aria-rowindex={1}
      className="sticky top-0 z-20 border-line border-b bg-sunken"
      style={{ height: HEAD_PX, width: widthPx, minWidth: '100%' }}
    >
      <div aria-hidden="true" className="sticky left-0 z-10 h-full bg-sunken" style={{ width: gutterPx }} />
      {shown.map((place) => {
        const header = headers[place.index];
        const column = columns[place.index];
        if (header === undefined || column === undefined) return null;
        return <HeadCell key={header.id} header={header} column={column} place={place} />;
      })}
    </div>
  );
}

interface HeadCellProps {
  readonly header: GridHeader;
  readonly column: GridData['columns'][number];
  readonly place: VirtualItem;
}

function HeadCell({ header, column, place }: HeadCellProps) {
  const t = useTexts(texts);
  const sorted = header.column.getIsSorted();
  const isNumeric = isNumericType(column.type);
  const Arrow = sorted === 'desc' ? ArrowDown : ArrowUp;
  return (
    <div
      role="columnheader"
      aria-colindex={place.index + 1}
      aria-sort={sorted === false ? 'none' : sorted === 'asc' ? 'ascending' : 'descending'}
      className="absolute top-0 h-full"
      style={{ left: place.start, width: place.size }}
    >
      <button
        type="button"
        title={t('sortBy', { name: column.name })}
        onClick={header.column.getToggleSortingHandler()}
        className={classNames(
          'flex h-full w-full min-w-0 flex-col justify-center px-3 hover:bg-hover focus-visible:-outline-offset-2',
          isNumeric ? 'items-end' : 'items-start',
        )}
      >
        <span className={classNames('flex max-w-full items-center gap-1', isNumeric && 'flex-row-reverse')}>
          <span className="truncate font-medium">{column.name}</span>
          {sorted !== false && <Arrow aria-hidden="true" className="size-3 shrink-0 text-accent" />}
        </span>
        <span className="max-w-full truncate font-mono text-faint text-xs">{column.type}</span>
      </button>
      <span
        aria-hidden="true"
        title={t('resizeColumn', { name: column.name })}
        onMouseDown={header.getResizeHandler()}
        onTouchStart={header.getResizeHandler()}
        onDoubleClick={() => header.column.resetSize()}
        className="-right-1 absolute inset-y-2.5 z-10 w-2 cursor-col-resize border-transparent border-x-[3.5px] bg-line bg-clip-padding hover:bg-accent"
      />
    </div>
  );
}

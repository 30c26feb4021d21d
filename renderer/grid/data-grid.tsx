// biome-ignore-all lint/a11y/useSemanticElements: rows and cells are placed by hand, which table elements do not allow
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useId, useRef } from 'react';
import { cellText, isNumericType } from './cell-text.ts';
import { tsvOf } from './delimited-text.ts';
import { GridHead, HEAD_PX } from './grid-head.tsx';
import { GridRow, ROW_PX, type RowMark } from './grid-row.tsx';
import { boundsOf, type GridSize } from './grid-selection.ts';
import { type GridData, useGridTable } from './grid-table.ts';
import { useGridSelection } from './use-grid-selection.ts';

interface DataGridProps {
  readonly data: GridData;
  readonly label: string;
  /** In which timestamps are told, an IANA name. */
  readonly timeZone: string;
  /** Hands a text of the selected cells to the clipboard. */
  readonly onCopy: (text: string) => void;
  /** Told what makes the text of the selected cells, null while none is. */
  readonly onSelection?: ((text: (() => string) | null) => void) | undefined;
  /** What is special about a row, by its place in `data`: told beside its number. Null for most. */
  readonly markOf?: ((row: number) => RowMark | null) | undefined;
}

/**
 * Rows under their columns. Only what is in view is drawn, in both directions, so that 100,000 rows scroll as ten do. The
 * place and the selection stay when the same columns are asked again.
 */
export function DataGrid({ data, label, timeZone, onCopy, onSelection, markOf }: DataGridProps) {
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const table = useGridTable(data, timeZone);
  const rows = table.getRowModel().rows;
  const headers = table.getHeaderGroups()[0]?.headers ?? [];
  const sizes = headers.map((header) => header.getSize());
  const gutterPx = (markOf === undefined ? 20 : 40) + 8 * Math.max(2, String(rows.length).length);

  const rowWindow = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    scrollMargin: HEAD_PX,
    scrollPaddingStart: HEAD_PX,
    overscan: 8,
  });
  const columnWindow = useVirtualizer({
    horizontal: true,
    count: sizes.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => sizes[index] ?? 0,
    paddingStart: gutterPx,
    scrollPaddingStart: gutterPx,
    overscan: 3,
  });
  const sizesKey = sizes.join(' ');
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for the sizes
  useEffect(() => columnWindow.measure(), [columnWindow, sizesKey]);

  const heightPx = scroller.current?.clientHeight ?? HEAD_PX;
  const size: GridSize = {
    rows: rows.length,
    columns: sizes.length,
    page: Math.max(1, Math.floor((heightPx - HEAD_PX) / ROW_PX) - 1),
  };
  const { selection, listeners } = useGridSelection({
    size,
    onCopy: () => onCopy(selectedText()),
    onReach(place) {
      rowWindow.scrollToIndex(place.row, { align: 'auto' });
      columnWindow.scrollToIndex(place.column, { align: 'auto' });
    },
  });
  const selectedText = (): string => {
    if (selection === null) return '';
    const { top, bottom, left, right } = boundsOf(selection);
    const columns = data.columns.slice(left, right + 1);
    const cells = rows.slice(top, bottom + 1).map((row) =>
      columns.map((column, index) => {
        const cell = row.original[left + index] ?? null;
        return cell === null ? '' : cellText(cell, column.type, timeZone);
      }),
    );
    return tsvOf(
      cells,
      columns.map((column) => isNumericType(column.type)),
    );
  };
  const latestText = useRef(selectedText);
  latestText.current = selectedText;
  const hasSelection = selection !== null;
  useEffect(() => {
    onSelection?.(hasSelection ? () => latestText.current() : null);
    return () => onSelection?.(null);
  }, [hasSelection, onSelection]);

  const shownRows = rowWindow.getVirtualItems();
  const shownColumns = columnWindow.getVirtualItems();
  const widthPx = columnWindow.getTotalSize();
  const cellId = (row: number, column: number) => `${id}-${row}-${column}`;
  const isFocusDrawn = selection !== null && shownRows.some((row) => row.index === selection.focus.row);
  return (
    <div className="relative h-full min-h-0 w-full min-w-0">
      <div
        ref={scroller}
        role="grid"
        tabIndex={0}
        aria-label={label}
        aria-rowcount={rows.length + 1}
        aria-colcount={sizes.length}
        aria-multiselectable="true"
        aria-activedescendant={isFocusDrawn ? cellId(selection.focus.row, selection.focus.column) : undefined}
        className="peer h-full overflow-auto outline-none"
        {...listeners}
      >
        <GridHead headers={headers} columns={data.columns} shown={shownColumns} gutterPx={gutterPx} widthPx={widthPx} />
        <div className="relative" style={{ height: rowWindow.getTotalSize(), width: widthPx, minWidth: '100%' }}>
          {shownRows.map((place) => {
            const row = rows[place.index];
            if (row === undefined) return null;
            return (
              <GridRow
                key={place.key}
                index={place.index}
                topPx={place.start - HEAD_PX}
                row={row.original}
                mark={markOf?.(row.index) ?? null}
                columns={data.columns}
                shown={shownColumns}
                gutterPx={gutterPx}
                widthPx={widthPx}
                timeZone={timeZone}
                selection={selection}
                cellId={cellId}
              />
            );
          })}
        </div>
      </div>
      {/* The grid's own outline would lie below its sticky parts. */}
      <div
        aria-hidden="true"
        className="-outline-offset-2 pointer-events-none absolute inset-0 z-30 hidden outline-2 outline-accent peer-focus-visible:block"
      />
    </div>
  );
}

import {
  columnResizingFeature,
  columnSizingFeature,
  createColumnHelper,
  createSortedRowModel,
  type Header,
  rowSortingFeature,
  tableFeatures,
  useTable,
} from '@tanstack/react-table';
import { useMemo, useRef } from 'react';
import type { SqlResult } from '../../engine/tables/sql-result.ts';
import { compareCells } from './cell-order.ts';
import { columnWidths } from './column-widths.ts';

/** Columns with their types by Spark's names, and rows of values by position. */
export type GridData = Pick<SqlResult, 'columns' | 'rows'>;

type GridRow = GridData['rows'][number];

const features = tableFeatures({
  columnSizingFeature,
  columnResizingFeature,
  rowSortingFeature,
  sortedRowModel: createSortedRowModel(),
});
/** A column's head: its place in the sorting, its width, and what changes them. */
export type GridHeader = Header<typeof features, GridRow>;

const helper = createColumnHelper<typeof features, GridRow>();

/** The table model of the rows: rows sorted and columns sized as the user wants them. Columns are known by position. */
export function useGridTable(data: GridData, timeZone: string) {
  const widths = useSteadyWidths(data, timeZone);
  const signature = JSON.stringify(data.columns);
  // An answer that is asked again has the same columns: what the user sorted and sized by them stays.
  const columns = useMemo(() => {
    const known: GridData['columns'] = JSON.parse(signature);
    return helper.columns(
      known.map((column, index) =>
        helper.accessor((row) => row[index] ?? null, {
          id: String(index),
          header: column.name,
          size: widths[index] ?? 120,
          minSize: 48,
          sortDescFirst: false,
          sortFn: (a, b) => compareCells(a.original[index] ?? null, b.original[index] ?? null, column.type),
        }),
      ),
    );
  }, [signature, widths]);
  return useTable({ features, columns, data: data.rows, columnResizeMode: 'onChange', enableMultiSort: false });
}

/** Widths that only grow while the same columns keep coming: a table under the eyes of its reader does not twitch. */
function useSteadyWidths(data: GridData, timeZone: string): readonly number[] {
  const steady = useRef<{ readonly signature: string; readonly widths: readonly number[] } | null>(null);
  return useMemo(() => {
    const signature = JSON.stringify([data.columns, timeZone]);
    const before = steady.current?.signature === signature ? steady.current.widths : [];
    const now = columnWidths(data, timeZone).map((width, index) => Math.max(width, before[index] ?? 0));
    const same = now.length === before.length && now.every((width, index) => width === before[index]);
    const widths = same ? before : now;
    steady.current = { signature, widths };
    return widths;
  }, [data, timeZone]);
}

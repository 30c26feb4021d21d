import { Table2 } from 'lucide-react';
import type { KeyboardEvent } from 'react';
import type { TableSummary } from '../../engine/session-shapes.ts';
import { quotedName, structFields } from '../code/sql-completion.ts';
import { useLanguage, useTexts } from '../ui/i18n.ts';
import { formatCount } from '../ui/numbers.ts';
import { texts } from './texts.ts';

interface TableListProps {
  readonly tables: readonly TableSummary[];
  /** Begins a query over a table. */
  readonly onTable: (name: string) => void;
  /** Puts the name of a column into the query. */
  readonly onColumn: (sql: string) => void;
}

/**
 * The tables that can be asked, with their columns; a click on one writes it. Tab stops at the tables, arrow keys go to the columns:
 * a table of many columns must not stand between the keyboard and the query.
 */
export function TableList({ tables, onTable, onColumn }: TableListProps) {
  const t = useTexts(texts);
  const language = useLanguage();
  if (tables.length === 0) return <p className="px-3 py-2 text-faint">{t('noTables')}</p>;
  return (
    <ul className="flex flex-col pb-2" onKeyDown={walk}>
      {tables.map((table) => (
        <li key={table.name}>
          <button
            type="button"
            aria-keyshortcuts="ArrowDown ArrowUp"
            title={t('queryTable', { name: table.name })}
            onClick={() => onTable(table.name)}
            className="flex h-7 w-full min-w-0 items-center gap-1.5 px-3 text-left hover:bg-hover focus-visible:-outline-offset-2"
          >
            <Table2 aria-hidden="true" className="size-3.5 shrink-0 text-family-sink" />
            <span className="truncate font-medium">{table.name}</span>
            <span className="tabular ml-auto shrink-0 text-faint text-sm">
              {table.rowCount === 1 && t('tableRowsOne')}
              {table.rowCount !== null &&
                table.rowCount !== 1 &&
                t('tableRowsMany', { rows: formatCount(table.rowCount, language) })}
            </span>
          </button>
          <ul>
            {columnsOf(table).map((column) => (
              <li key={column.sql}>
                <button
                  type="button"
                  tabIndex={-1}
                  title={`${t('insertColumn', { name: column.sql })} (${column.type})`}
                  onClick={() => onColumn(column.sql)}
                  className="flex h-6 w-full min-w-0 items-baseline gap-2 pr-3 text-left hover:bg-hover focus-visible:-outline-offset-2"
                  style={{ paddingLeft: 32 + 12 * column.depth }}
                >
                  <span className="shrink truncate">{column.name}</span>
                  <span className="ml-auto max-w-[60%] shrink-0 truncate font-mono text-faint text-xs">
                    {column.type}
                  </span>
                </button>
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ul>
  );
}

/** Arrow keys, Home and End go from line to line. */
function walk(event: KeyboardEvent<HTMLElement>): void {
  const lines = [...event.currentTarget.querySelectorAll('button')];
  const at = lines.findIndex((line) => line === document.activeElement);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: lines.length - 1 }[event.key];
  if (to === undefined) return;
  lines[to]?.focus();
  event.preventDefault();
}

interface ListedColumn {
  readonly name: string;
  readonly type: string;
  /** As it is written in a query. */
  readonly sql: string;
  readonly depth: number;
}

/** Columns, each followed by the fields of its struct. */
function columnsOf(table: TableSummary): ListedColumn[] {
  return table.columns.flatMap((column) => {
    const fields = structFields(column.type);
    const sql = quotedName(column.name);
    return [
      { name: column.name, type: fields.length > 0 ? 'struct' : column.type, sql, depth: 0 },
      ...fields.map((field) => ({ ...field, sql: `${sql}.${quotedName(field.name)}`, depth: 1 })),
    ];
  });
}

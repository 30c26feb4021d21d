import { useState } from 'react';
import type { ColumnSummary } from '../../engine/nodes/analysis.ts';
import { useCopy } from '../commands/use-copy.ts';
import { Badge } from '../ui/badge.tsx';
import { Button } from '../ui/button.tsx';
import { useTexts } from '../ui/i18n.ts';
import { formatDelay } from '../ui/numbers.ts';
import { texts } from './texts.ts';

interface ColumnTableProps {
  readonly caption: string;
  readonly columns: readonly ColumnSummary[] | null;
  /** Why the columns are not known, where they are not. */
  readonly why: string;
  /** For each column whether the node makes it. */
  readonly isNew?: readonly boolean[] | undefined;
  /** Columns that end in the node. */
  readonly gone?: readonly ColumnSummary[] | undefined;
}

/** Columns shown before the rest is asked for. */
const shownMax = 40;

/** Columns with their types; a press on a name copies it. */
export function ColumnTable({ caption, columns, why, isNew = [], gone = [] }: ColumnTableProps) {
  const t = useTexts(texts);
  const [isWhole, setWhole] = useState(false);
  if (columns === null) {
    return (
      <div>
        <h4 className="text-sm text-faint">{caption}</h4>
        <p className="text-muted">{t('columnsUnknown', { why })}</p>
      </div>
    );
  }
  const isLong = columns.length > shownMax;
  const shown = isLong && !isWhole ? columns.slice(0, shownMax) : columns;
  const goneNames = gone.map(({ name }) => name);
  return (
    <div>
      <table className="w-full table-fixed border-collapse" data-selectable>
        <caption className="mb-1 text-left text-sm text-faint">
          {caption}
          {columns.length > 1 && <span className="tabular"> · {t('columnsCount', { number: columns.length })}</span>}
        </caption>
        <thead className="sr-only">
          <tr>
            <th>{t('columnName')}</th>
            <th>{t('columnType')}</th>
          </tr>
        </thead>
        <tbody className="font-mono text-sm">
          {shown.map((column, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: names may repeat
            <ColumnRow key={index} column={column} isNew={isNew[index] === true} />
          ))}
        </tbody>
      </table>
      {isLong && (
        <Button size="sm" tone="quiet" className="-ml-1 mt-1" onClick={() => setWhole(!isWhole)}>
          {isWhole ? t('columnsFewer') : t('columnsAll', { number: columns.length })}
        </Button>
      )}
      {goneNames.length > 0 && (
        <p className="wrap-anywhere mt-1 text-sm text-faint" data-selectable>
          {t('columnsGone')}{' '}
          <span className="font-mono">
            {goneNames.slice(0, shownMax).join(', ')}
            {goneNames.length > shownMax && '…'}
          </span>
        </p>
      )}
    </div>
  );
}

function ColumnRow({ column, isNew }: { readonly column: ColumnSummary; readonly isNew: boolean }) {
  const t = useTexts(texts);
  const copy = useCopy();
  return (
    <tr className="border-line border-t">
      <td className="py-1 pr-2">
        <span className="flex items-center gap-1.5">
          <button
            type="button"
            title={`${column.name}\n${t('columnCopy')}`}
            aria-label={t('columnCopyNamed', { name: column.name })}
            className="min-w-0 truncate rounded-sm text-left hover:text-accent hover:underline"
            onClick={() => void copy(column.name)}
          >
            {column.name}
          </button>
          {isNew && (
            <span className="font-sans">
              <Badge tone="accent">{t('columnNew')}</Badge>
            </span>
          )}
        </span>
      </td>
      <td className="py-1 text-muted">
        <span className="block truncate" title={column.type}>
          {column.type}
        </span>
        {!column.nullable && <span className="block font-sans text-xs text-faint">{t('neverNull')}</span>}
        {column.watermarkMs !== undefined && (
          <span className="block font-sans text-xs text-family-time">
            {t('watermarkOf', { delay: formatDelay(column.watermarkMs) })}
          </span>
        )}
      </td>
    </tr>
  );
}

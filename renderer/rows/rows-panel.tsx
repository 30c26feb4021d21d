import { Clock, Copy, Pin, PinOff, Rows3, TriangleAlert } from 'lucide-react';
import { useCallback, useState } from 'react';
import type { PeekedRows } from '../../engine/session-shapes.ts';
import { copyTexts } from '../commands/copy-texts.ts';
import { useCopy } from '../commands/use-copy.ts';
import { useDocument, useRun, useView, useWorkspace } from '../commands/workspace-context.tsx';
import { DataGrid } from '../grid/data-grid.tsx';
import { nodeTitle } from '../model/catalogue.ts';
import { describeFailure } from '../model/notices-store.ts';
import type { RowsPlace } from '../model/view-store.ts';
import { wireTitle } from '../model/wire-title.ts';
import { Badge } from '../ui/badge.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { useLanguage, useTexts } from '../ui/i18n.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { formatCount } from '../ui/numbers.ts';
import { texts } from './texts.ts';
import { useRowsOnScreen, useRowsState } from './use-rows-desk.ts';

/** The last rows that passed a node or a wire, or those that met a breakpoint. */
export function RowsPanel() {
  const t = useTexts(texts);
  useRowsOnScreen();
  const place = useRowsState((state) => state.place);
  const rows = useRowsState((state) => state.rows);
  const title = usePlaceTitle(place);
  return (
    <section aria-label={t('title')} className="flex h-full min-h-0 flex-col">
      {place === null || rows === null || rows.rows.length === 0 ? (
        <NothingToSee place={place} title={title} />
      ) : (
        <FoundRows key={JSON.stringify(place)} place={place} rows={rows} title={title} />
      )}
    </section>
  );
}

function usePlaceTitle(place: RowsPlace | null): string {
  const { catalogue } = useWorkspace();
  const language = useLanguage();
  return useDocument(({ document }) => {
    if (place === null) return '';
    if ('breakpointId' in place) return wireTitle(document, catalogue, language, place.breakpointId);
    const node = document.nodes.find((each) => each.id === place.nodeId);
    return node === undefined ? place.nodeId : nodeTitle(catalogue, node, language);
  });
}

/** Why there is nothing, and what brings something. */
function NothingToSee({ place, title }: { readonly place: RowsPlace | null; readonly title: string }) {
  const t = useTexts(texts);
  const error = useRowsState((state) => state.error);
  const hasRun = useRun((state) => state.snapshot !== null);
  if (error !== null) {
    const { message, hint } = describeFailure(error);
    return (
      <EmptyState icon={<TriangleAlert />} title={t('failedTitle')}>
        <span data-selectable>{hint === undefined ? message : `${message} ${hint}`}</span>
      </EmptyState>
    );
  }
  const [heading, text] =
    place === null
      ? (['nothingTitle', 'nothing'] as const)
      : !hasRun
        ? (['noRunTitle', 'noRun'] as const)
        : 'breakpointId' in place
          ? (['noHitsTitle', 'noHits'] as const)
          : (['noRowsTitle', 'noRows'] as const);
  return (
    <EmptyState icon={<Rows3 />} title={t(heading)}>
      {t(text, { place: title })}
    </EmptyState>
  );
}

interface FoundRowsProps {
  readonly place: RowsPlace;
  readonly rows: PeekedRows;
  readonly title: string;
}

function FoundRows({ place, rows, title }: FoundRowsProps) {
  const t = useTexts(texts);
  const copy = useCopy();
  const timeZone = useDocument((state) => state.document.settings.timeZone);
  const [selectedText, setSelectedText] = useState<(() => string) | null>(null);
  const onSelection = useCallback((text: (() => string) | null) => setSelectedText(() => text), []);
  const { late } = rows;
  const markOf = useCallback(
    (row: number) => (late?.[row] === true ? { icon: <Clock aria-hidden="true" />, title: t('lateMark') } : null),
    [late, t],
  );
  const lateRows = late?.filter((each) => each).length ?? 0;
  const label = useTexts(copyTexts)('copy');
  return (
    <>
      <header className="flex h-9 shrink-0 items-center gap-2 border-line border-b px-3">
        <h3 className="truncate font-medium">{title}</h3>
        {rows.batchId !== null && (
          <span className="tabular shrink-0 text-muted">{t('batch', { batch: formatCount(rows.batchId) })}</span>
        )}
        <span className="tabular min-w-0 truncate text-muted" data-testid="rows-shown">
          {useCountText(place, rows)}
        </span>
        {lateRows > 0 && <Badge tone="warning">{t('lateCount', { rows: formatCount(lateRows) })}</Badge>}
        <span className="flex-1" />
        <PinButton place={place} />
        <IconButton
          size="sm"
          label={label}
          disabled={selectedText === null}
          onClick={() => void copy(selectedText?.() ?? '')}
        >
          <Copy />
        </IconButton>
      </header>
      <div className="min-h-0 flex-1">
        <DataGrid
          data={rows}
          label={t('grid', { place: title })}
          timeZone={timeZone}
          onCopy={(text) => void copy(text)}
          onSelection={onSelection}
          markOf={late === null ? undefined : markOf}
        />
      </div>
    </>
  );
}

/** How many of how many rows are seen. */
function useCountText(place: RowsPlace, { rows, total }: PeekedRows): string {
  const t = useTexts(texts);
  const counts = { shown: formatCount(rows.length), rows: formatCount(total) };
  const isWhole = total <= rows.length;
  if ('breakpointId' in place) return total === 1 ? t('oneHit') : t(isWhole ? 'allHits' : 'someHits', counts);
  return total === 1 ? t('oneRow') : t(isWhole ? 'allRows' : 'lastRows', counts);
}

/** Stays with the place, whatever is selected; pressed again, follows the selection. */
function PinButton({ place }: { readonly place: RowsPlace }) {
  const t = useTexts(texts);
  const { view } = useWorkspace();
  const isPinned = useView((state) => state.rowsAt?.isPinned === true);
  return (
    <IconButton
      size="sm"
      label={t(isPinned ? 'unpin' : 'pin')}
      pressed={isPinned}
      onClick={() => view.set({ rowsAt: isPinned ? null : { place, isPinned: true } })}
    >
      {isPinned ? <PinOff /> : <Pin />}
    </IconButton>
  );
}

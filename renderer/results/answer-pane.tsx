import { ChartLine, Columns2, Copy, Database, Hourglass, Rows3, SearchX, Table2, TerminalSquare } from 'lucide-react';
import { lazy, type ReactNode, Suspense, useCallback, useState } from 'react';
import type { SqlResult } from '../../engine/tables/sql-result.ts';
import { quotedName } from '../code/sql-completion.ts';
import { printBinding } from '../commands/keys.ts';
import { useCopy } from '../commands/use-copy.ts';
import { useDocument, useRun, useWorkspace } from '../commands/workspace-context.tsx';
import { DataGrid } from '../grid/data-grid.tsx';
import { csvOf, jsonOf } from '../grid/delimited-text.ts';
import { nodeTitle } from '../model/catalogue.ts';
import { Badge } from '../ui/badge.tsx';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { useLanguage, useTexts } from '../ui/i18n.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { Menu } from '../ui/menu.tsx';
import { formatCount } from '../ui/numbers.ts';
import { Switch } from '../ui/switch.tsx';
import { ToggleGroup } from '../ui/toggle-group.tsx';
import { Tooltip } from '../ui/tooltip.tsx';
import { type Answer, textOf } from './result-desk.ts';
import type { ResultView, SavedQuery } from './saved-queries.ts';
import { texts } from './texts.ts';
import { useDesk, useResultDesk, useSavedQueries } from './use-result-desk.ts';

// The chart library is the largest of all and few windows start with a chart.
const ResultChart = lazy(async () => ({ default: (await import('../charts/result-chart.tsx')).ResultChart }));

/** The kind of node whose rows become a table. */
const MEMORY_SINK = 'memory-sink';

interface AnswerPaneProps {
  readonly query: SavedQuery;
  readonly answer: Answer | undefined;
  /** Puts a text into the editor. */
  readonly onStartWith: (sql: string) => void;
}

/** What a query brought: rows, a chart of them, or both; or what to do to get there. */
export function AnswerPane({ query, answer, onStartWith }: AnswerPaneProps) {
  const desk = useResultDesk();
  const copy = useCopy();
  const [selection, setSelection] = useState<(() => string) | null>(null);
  const onSelection = useCallback((text: (() => string) | null) => setSelection(() => text), []);
  const timeZone = useDocument((state) => state.document.settings.timeZone);
  const isActive = useRun((state) => state.snapshot?.isActive === true);
  const automatic = useDesk((state) => state.automatic);
  const asking = useDesk((state) => state.asking);
  const t = useTexts(texts);
  const result = answer?.result ?? null;

  let content: ReactNode;
  if (result === null) content = <NothingYet query={query} answer={answer} onStartWith={onStartWith} />;
  else {
    const table =
      result.rows.length === 0 ? (
        <EmptyState icon={<Rows3 />} title={t('noRowsTitle')}>
          {t('noRowsDetail')}
        </EmptyState>
      ) : (
        <DataGrid
          key={query.name}
          data={result}
          label={t('grid', { name: query.name })}
          timeZone={timeZone}
          onCopy={copy}
          onSelection={onSelection}
        />
      );
    const chart = (
      <Suspense>
        <ResultChart
          key={query.name}
          result={result}
          choice={query.chart}
          onChoice={(next) => desk.change(query.name, { chart: next })}
          timeZone={timeZone}
          animate={!(isActive && automatic)}
        />
      </Suspense>
    );
    content = <Content view={query.view} table={table} chart={chart} />;
  }
  return (
    <div className="@container relative flex h-full min-h-0 min-w-0 flex-col bg-surface" aria-busy={asking}>
      {asking && <div aria-hidden="true" className="asking absolute inset-x-0 top-0 z-40 h-0.5 bg-accent" />}
      <AnswerBar query={query} answer={answer} selection={selection} />
      <div className="min-h-0 flex-1">{content}</div>
    </div>
  );
}

function Content(props: { readonly view: ResultView; readonly table: ReactNode; readonly chart: ReactNode }) {
  if (props.view === 'table') return props.table;
  if (props.view === 'chart') return props.chart;
  return (
    <div className="flex h-full min-h-0 @max-[420px]:flex-col">
      <div className="min-h-0 min-w-[min(350px,50%)] flex-2">{props.table}</div>
      <div className="min-h-0 min-w-0 flex-3 border-line border-t @min-[420px]:border-t-0 @min-[420px]:border-l">
        {props.chart}
      </div>
    </div>
  );
}

interface AnswerBarProps {
  readonly query: SavedQuery;
  readonly answer: Answer | undefined;
  readonly selection: (() => string) | null;
}

function AnswerBar({ query, answer, selection }: AnswerBarProps) {
  const t = useTexts(texts);
  const desk = useResultDesk();
  const automatic = useDesk((state) => state.automatic);
  const copy = useCopy();
  const result = answer?.result ?? null;
  return (
    <div className="flex min-h-10 shrink-0 flex-wrap items-center gap-x-3 gap-y-1 border-line border-b px-3 py-1">
      <div className="@max-[540px]:[&_svg]:hidden">
        <ToggleGroup<ResultView>
          label={t('view')}
          value={query.view}
          onValue={(view) => desk.change(query.name, { view })}
          options={[
            { value: 'table', label: t('viewTable'), icon: <Table2 aria-hidden="true" /> },
            { value: 'chart', label: t('viewChart'), icon: <ChartLine aria-hidden="true" /> },
            { value: 'both', label: t('viewBoth'), icon: <Columns2 aria-hidden="true" /> },
          ]}
        />
      </div>
      {answer !== undefined && result !== null && <Figures result={result} tookMs={answer.tookMs} />}
      <div className="ml-auto flex items-center gap-2">
        <Tooltip text={t('liveDetail')}>
          {/* biome-ignore lint/a11y/noLabelWithoutControl: the switch inside is the control */}
          <label className="inline-flex items-center gap-2 text-muted">
            <span className="@max-[560px]:sr-only">{t('live')}</span>
            <Switch checked={automatic} onChecked={desk.setAutomatic} aria-label={t('live')} />
          </label>
        </Tooltip>
        <Menu
          align="end"
          trigger={
            <IconButton size="sm" label={t('copy')} disabled={result === null}>
              <Copy />
            </IconButton>
          }
          entries={[
            {
              type: 'item',
              id: 'selection',
              label: t('copySelection'),
              disabled: selection === null,
              onSelect: () => void copy(selection?.() ?? ''),
            },
            { type: 'line', id: 'line' },
            {
              type: 'item',
              id: 'csv',
              label: t('copyCsv'),
              onSelect: () => result && void copy(csvOf(result.columns, result.rows)),
            },
            {
              type: 'item',
              id: 'json',
              label: t('copyJson'),
              onSelect: () => result && void copy(jsonOf(result.columns, result.rows)),
            },
          ]}
        />
      </div>
    </div>
  );
}

function Figures({ result, tookMs }: { readonly result: SqlResult; readonly tookMs: number }) {
  const t = useTexts(texts);
  const language = useLanguage();
  const rows = formatCount(result.rows.length, language);
  return (
    <p className="tabular flex items-center gap-2 whitespace-nowrap text-muted text-sm">
      {result.truncated ? (
        <Tooltip text={t('truncatedDetail')}>
          <span>
            <Badge tone="warning">{t('truncated', { rows })}</Badge>
          </span>
        </Tooltip>
      ) : (
        <span>{result.rows.length === 1 ? t('rowsOne') : t('rowsMany', { rows })}</span>
      )}
      <span aria-hidden="true" className="@max-[540px]:hidden">
        ·
      </span>
      <span className="@max-[540px]:hidden">
        {t('took', { ms: formatCount(Math.max(1, Math.round(tookMs)), language) })}
      </span>
    </p>
  );
}

function NothingYet({ query, answer, onStartWith }: AnswerPaneProps) {
  const t = useTexts(texts);
  const { info, catalogue } = useWorkspace();
  const sink = nodeTitle(catalogue, { kind: MEMORY_SINK }, useLanguage());
  const saved = useSavedQueries();
  const text = useDesk((state) => textOf(state, saved, query.name));
  const tables = useDesk((state) => state.tables);
  const asking = useDesk((state) => state.asking);
  const hasSink = useDocument((state) => state.document.nodes.some((node) => node.kind === MEMORY_SINK));
  const isActive = useRun((state) => state.snapshot?.isActive === true);
  if (answer?.error != null) {
    return (
      <EmptyState icon={<SearchX />} title={t('failedTitle')}>
        {t('failedDetail')}
      </EmptyState>
    );
  }
  if (tables === null) return null;
  const first = tables[0];
  const isFirstAnswer = asking && first !== undefined && answer === undefined;
  if (isFirstAnswer) {
    return (
      <div className="asking h-full">
        <EmptyState icon={<Hourglass />} title={t('askingTitle')}>
          {t('askingDetail')}
        </EmptyState>
      </div>
    );
  }
  if (first === undefined) {
    return (
      <EmptyState icon={<Database />} title={t('noTableTitle')}>
        {isActive && hasSink ? t('noTableRunning') : t(hasSink ? 'noTableNotRun' : 'noTableNoSink', { sink })}
      </EmptyState>
    );
  }
  const sql = `select * from ${quotedName(first.name)}`;
  const isEmpty = text.trim() === '';
  return (
    <EmptyState
      icon={<TerminalSquare />}
      title={t('notRunTitle')}
      actions={
        isEmpty && (
          <Button size="sm" onClick={() => onStartWith(sql)}>
            {t('startWith', { sql })}
          </Button>
        )
      }
    >
      {t('notRunDetail', { keys: printBinding('Mod+Enter', info.platform) })}
    </EmptyState>
  );
}

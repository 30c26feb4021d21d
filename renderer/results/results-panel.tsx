/**
 * Queries over the result tables, in Spark's SQL, with their rows and charts. Follows a run batch by batch. Queries are
 * kept in the document; what they brought is not.
 */
import { PanelLeftClose, PanelLeftOpen } from 'lucide-react';
import { type RefObject, useEffect, useRef, useState } from 'react';
import { quotedName } from '../code/sql-completion.ts';
import type { SqlEditorHandle } from '../code/sql-editor.tsx';
import { useDocument, usePreferences, useWorkspace } from '../commands/workspace-context.tsx';
import { layoutFlag, layoutNumber } from '../model/preferences-store.ts';
import { useTexts } from '../ui/i18n.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { SplitPane } from '../ui/split-pane.tsx';
import { AnswerPane } from './answer-pane.tsx';
import { QueryPane } from './query-pane.tsx';
import { QueryTabs } from './query-tabs.tsx';
import { TableList } from './table-list.tsx';
import { texts } from './texts.ts';
import { useDesk, useDeskOnScreen, useQueries, useResultDesk } from './use-result-desk.ts';

const QUERY_WIDTH = 'results.queryWidth';
const TABLES_WIDTH = 'results.tablesWidth';
const TABLES_OPEN = 'results.tablesOpen';
/** Below this width the list of tables waits to be asked for. */
const ROOMY_PX = 880;
const ANSWER_MIN_PX = 260;

export function ResultsPanel() {
  const t = useTexts(texts);
  const desk = useResultDesk();
  const { preferences } = useWorkspace();
  useDeskOnScreen();
  const place = useRef<HTMLDivElement>(null);
  const editor = useRef<SqlEditorHandle>(null);
  const widthPx = useWidth(place);
  const { queries, active } = useQueries();
  const answer = useDesk((state) => state.answers.get(active.name));
  const tables = useDesk((state) => state.tables);
  const openedCount = useDocument((state) => state.openedCount);
  const tablesOpen = usePreferences((state) => layoutFlag(state, TABLES_OPEN, widthPx >= ROOMY_PX));
  const tablesWidth = usePreferences((state) => layoutNumber(state, TABLES_WIDTH, 200));
  const queryWidth = usePreferences((state) => layoutNumber(state, QUERY_WIDTH, Math.round(widthPx * 0.28)));

  const startWith = (sql: string): void => {
    desk.type(active.name, sql);
    desk.run();
    editor.current?.focus();
  };
  const queryMax = Math.max(200, widthPx - ANSWER_MIN_PX - (tablesOpen ? tablesWidth : 0));
  return (
    <section ref={place} aria-label={t('title')} className="flex h-full min-h-0 flex-col">
      <div className="flex h-9 shrink-0 items-center gap-1 border-line border-b px-2">
        <IconButton
          size="sm"
          label={t(tablesOpen ? 'hideTables' : 'showTables')}
          aria-expanded={tablesOpen}
          onClick={() => preferences.setLayout({ [TABLES_OPEN]: !tablesOpen })}
        >
          {tablesOpen ? <PanelLeftClose /> : <PanelLeftOpen />}
        </IconButton>
        <QueryTabs
          queries={queries}
          active={active.name}
          onShow={desk.show}
          onNew={() => {
            desk.begin(t('queryName'), '');
            // The editor of the new query is there with the next drawing.
            requestAnimationFrame(() => editor.current?.focus());
          }}
          onRename={desk.rename}
          onRemove={desk.remove}
        />
      </div>
      <div className="min-h-0 flex-1">
        <SplitPane
          side="left"
          open={tablesOpen}
          size={tablesWidth}
          min={140}
          max={320}
          onSize={(size) => preferences.setLayout({ [TABLES_WIDTH]: size })}
          label={t('tables')}
          pane={
            <div className="h-full overflow-y-auto bg-sunken pt-1">
              <TableList
                tables={tables ?? []}
                onTable={(name) => {
                  const sql = `select * from ${quotedName(name)}`;
                  if (active.sql.trim() !== '') desk.begin(name, sql);
                  else desk.type(active.name, sql);
                  desk.run();
                }}
                onColumn={(sql) => editor.current?.insert(sql)}
              />
            </div>
          }
        >
          <SplitPane
            side="left"
            open
            size={queryWidth}
            min={200}
            max={queryMax}
            onSize={(size) => preferences.setLayout({ [QUERY_WIDTH]: size })}
            label={t('queries')}
            pane={<QueryPane key={openedCount} query={active} answer={answer} editor={editor} />}
          >
            <AnswerPane query={active} answer={answer} onStartWith={startWith} />
          </SplitPane>
        </SplitPane>
      </div>
    </section>
  );
}

function useWidth(place: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(1000);
  useEffect(() => {
    const element = place.current;
    if (element === null) return undefined;
    const observer = new ResizeObserver(() => {
      // A panel behind another tab has no width; it keeps the one it had.
      if (element.clientWidth > 0) setWidth(element.clientWidth);
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [place]);
  return width;
}

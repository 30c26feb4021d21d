import { useEffect, useMemo, useSyncExternalStore } from 'react';
import { useStore } from 'zustand/react';
import { must } from '../../engine/base/assert.ts';
import { useDocument, useView, useWorkspace } from '../commands/workspace-context.tsx';
import type { Workspace } from '../model/workspace.ts';
import { say, useTexts } from '../ui/i18n.ts';
import { activeName, createResultDesk, type DeskState, type ResultDesk, shownQueries } from './result-desk.ts';
import { type SavedQuery, savedQueriesOf } from './saved-queries.ts';
import { texts } from './texts.ts';

const desks = new WeakMap<Workspace, ResultDesk>();

/** The desk of the workspace: one, however often the panel comes and goes. */
export function useResultDesk(): ResultDesk {
  const workspace = useWorkspace();
  const known = desks.get(workspace);
  if (known !== undefined) return known;
  const made = createResultDesk({
    bridge: workspace.bridge,
    documents: workspace.documents,
    run: workspace.run,
    now: () => performance.now(),
    after(delayMs, call) {
      const timer = setTimeout(call, delayMs);
      return () => clearTimeout(timer);
    },
    firstName: () => say(texts, 'queryName'),
  });
  desks.set(workspace, made);
  return made;
}

export function useDesk<Selected>(selector: (state: DeskState) => Selected): Selected {
  return useStore(useResultDesk(), selector);
}

/** Keeps the desk at work while the dock shows it and the window is not minimised. */
export function useDeskOnScreen(): void {
  const desk = useResultDesk();
  const isVisible = useSyncExternalStore(onVisibilityChange, () => document.visibilityState === 'visible');
  const isShown = useView((state) => state.dockTab === 'results') && isVisible;
  useEffect(() => (isShown ? desk.open() : undefined), [desk, isShown]);
}

function onVisibilityChange(changed: () => void): () => void {
  document.addEventListener('visibilitychange', changed);
  return () => document.removeEventListener('visibilitychange', changed);
}

/** The queries as tabs show them, and the one in front. */
export function useQueries(): { readonly queries: readonly SavedQuery[]; readonly active: SavedQuery } {
  const t = useTexts(texts);
  const saved = useSavedQueries();
  const front = useDesk((state) => state.active);
  const drafts = useDesk((state) => state.drafts);
  const queries = shownQueries({ active: front, drafts }, saved, t('queryName'));
  const name = activeName({ active: front, drafts }, saved, t('queryName'));
  return {
    queries,
    active: must(
      queries.find((query) => query.name === name),
      'the query in front is among the shown',
    ),
  };
}

/** The saved queries of the document. */
export function useSavedQueries(): readonly SavedQuery[] {
  const views = useDocument((state) => state.document.views);
  return useMemo(() => savedQueriesOf(views), [views]);
}

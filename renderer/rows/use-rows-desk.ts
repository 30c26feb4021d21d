import { useEffect, useSyncExternalStore } from 'react';
import { useStore } from 'zustand/react';
import { useView, useWorkspace } from '../commands/workspace-context.tsx';
import { createRowsDesk, type RowsDesk, type RowsDeskState } from '../model/rows-desk.ts';
import type { Workspace } from '../model/workspace.ts';

const desks = new WeakMap<Workspace, RowsDesk>();

/** The desk of the workspace: one, however often the panel comes and goes. */
export function useRowsDesk(): RowsDesk {
  const workspace = useWorkspace();
  const known = desks.get(workspace);
  if (known !== undefined) return known;
  const made = createRowsDesk(workspace, {
    now: () => performance.now(),
    after(delayMs, call) {
      const timer = setTimeout(call, delayMs);
      return () => clearTimeout(timer);
    },
  });
  desks.set(workspace, made);
  return made;
}

export function useRowsState<Selected>(selector: (state: RowsDeskState) => Selected): Selected {
  return useStore(useRowsDesk(), selector);
}

/** Keeps the desk at work while its tab is in front and the window is not minimised. */
export function useRowsOnScreen(): void {
  const desk = useRowsDesk();
  const isVisible = useSyncExternalStore(onVisibilityChange, () => document.visibilityState === 'visible');
  const isShown = useView((state) => state.dockTab === 'rows') && isVisible;
  useEffect(() => (isShown ? desk.open() : undefined), [desk, isShown]);
}

function onVisibilityChange(changed: () => void): () => void {
  document.addEventListener('visibilitychange', changed);
  return () => document.removeEventListener('visibilitychange', changed);
}

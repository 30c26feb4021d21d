/** The workspace for components, and the hooks with which they read its stores. Select the least that is shown. */
import { createContext, type ReactNode, useContext } from 'react';
import { useStore } from 'zustand/react';
import { must } from '../../engine/base/assert.ts';
import type { AnalysisState } from '../model/analysis-store.ts';
import type { DocumentState } from '../model/document-store.ts';
import type { NoticesState } from '../model/notices-store.ts';
import type { Preferences } from '../model/preferences-store.ts';
import type { RunState } from '../model/run-store.ts';
import type { ViewState } from '../model/view-store.ts';
import type { Workspace } from '../model/workspace.ts';

const WorkspaceContext = createContext<Workspace | null>(null);

export function WorkspaceProvider(props: { readonly workspace: Workspace; readonly children: ReactNode }) {
  return <WorkspaceContext value={props.workspace}>{props.children}</WorkspaceContext>;
}

export function useWorkspace(): Workspace {
  return must(useContext(WorkspaceContext), 'components live inside a WorkspaceProvider');
}

export function useDocument<Selected>(selector: (state: DocumentState) => Selected): Selected {
  return useStore(useWorkspace().documents, selector);
}

export function useAnalysis<Selected>(selector: (state: AnalysisState) => Selected): Selected {
  return useStore(useWorkspace().analysis, selector);
}

/** Ticks ten times a second while a run is active: only leaf components read it, each its own figure. */
export function useRun<Selected>(selector: (state: RunState) => Selected): Selected {
  return useStore(useWorkspace().run, selector);
}

export function usePreferences<Selected>(selector: (state: Preferences) => Selected): Selected {
  return useStore(useWorkspace().preferences, selector);
}

export function useNotices<Selected>(selector: (state: NoticesState) => Selected): Selected {
  return useStore(useWorkspace().notices, selector);
}

export function useView<Selected>(selector: (state: ViewState) => Selected): Selected {
  return useStore(useWorkspace().view, selector);
}

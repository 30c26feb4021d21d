/** Everything the window works on, in one owner: made at start-up, handed down, disposed of as a whole. */

import type { RequestOutput } from '../../electron/contract/channels.ts';
import type { NodeDescriptor } from '../../engine/nodes/descriptor.ts';
import type { Bridge } from '../bridge/desktop.ts';
import { currentLanguage, say } from '../ui/i18n.ts';
import { type AnalysisStore, createAnalysisStore } from './analysis-store.ts';
import { type Catalogue, createCatalogue } from './catalogue.ts';
import { createDocumentStore, type DocumentStore, emptyDocument } from './document-store.ts';
import { type NodeNames, nodeNames } from './node-names.ts';
import { createNoticesStore, describeDiagnostic, type NoticesStore } from './notices-store.ts';
import { createPreferencesStore, type Preferences, type PreferencesStore } from './preferences-store.ts';
import { createRunStore, type RunStore } from './run-store.ts';
import { texts } from './texts.ts';
import { createViewStore, type ViewStore } from './view-store.ts';

export type AppInfo = RequestOutput<'app.info'>;

export interface Workspace {
  readonly bridge: Bridge;
  readonly info: AppInfo;
  readonly catalogue: Catalogue;
  readonly documents: DocumentStore;
  readonly analysis: AnalysisStore;
  readonly run: RunStore;
  readonly preferences: PreferencesStore;
  readonly notices: NoticesStore;
  readonly view: ViewStore;
  dispose(): void;
}

interface WorkspaceParts {
  readonly bridge: Bridge;
  readonly info: AppInfo;
  readonly descriptors: readonly NodeDescriptor[];
  readonly preferences: Preferences;
  /** A clock that never goes back, ms. */
  readonly nowMs: () => number;
}

const rateTickMs = 250;

export function createWorkspace({ bridge, info, descriptors, preferences, nowMs }: WorkspaceParts): Workspace {
  const documents = createDocumentStore(emptyDocument(say(texts, 'untitled')), nowMs);
  const run = createRunStore(nowMs);
  const catalogue = createCatalogue(descriptors);
  const names: NodeNames = (id) => nodeNames(documents.getState().document.nodes, catalogue, currentLanguage())(id);
  const notices = createNoticesStore(names);
  const analysis = createAnalysisStore(bridge, documents);
  const preferencesStore = createPreferencesStore(bridge, preferences);
  const ticking = setInterval(() => run.tick(), rateTickMs);
  const unsubscribes = [
    bridge.on('engine.snapshot', (snapshot) => {
      const before = run.getState().snapshot;
      run.receive(snapshot);
      if (run.getState().snapshot === snapshot) reportFailures(notices, names, before, snapshot);
    }),
  ];
  return {
    bridge,
    info,
    catalogue,
    documents,
    analysis,
    run,
    preferences: preferencesStore,
    notices,
    view: createViewStore(preferences.layout.dockTab),
    dispose() {
      clearInterval(ticking);
      analysis.dispose();
      preferencesStore.dispose();
      for (const unsubscribe of unsubscribes) unsubscribe();
    },
  };
}

/** Says it once when a query fails. */
function reportFailures(
  notices: NoticesStore,
  names: NodeNames,
  before: ReturnType<RunStore['getState']>['snapshot'],
  now: NonNullable<ReturnType<RunStore['getState']>['snapshot']>,
): void {
  for (const query of now.queries) {
    if (query.exception === null) continue;
    const known =
      before?.runId === now.runId &&
      before.queries.some((each) => each.runId === query.runId && each.exception !== null);
    if (known) continue;
    const { message, hint } = describeDiagnostic(query.exception, names);
    const detail = hint === undefined ? message : `${message} ${hint}`;
    notices.notify({ tone: 'error', title: say(texts, 'runFailed', { query: query.query }), detail });
  }
}

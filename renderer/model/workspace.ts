/** Everything the window works on, in one owner: made at start-up, handed down, disposed of as a whole. */

import type { RequestOutput } from '../../electron/contract/channels.ts';
import type { NodeDescriptor } from '../../engine/nodes/descriptor.ts';
import type { Bridge } from '../bridge/desktop.ts';
import { currentLanguage, say } from '../ui/i18n.ts';
import { type AnalysisStore, createAnalysisStore } from './analysis-store.ts';
import { type Catalogue, createCatalogue } from './catalogue.ts';
import { createDocumentStore, type DocumentStore, emptyDocument } from './document-store.ts';
import { followBreakpoints } from './follow-breakpoints.ts';
import { followRun } from './follow-run.ts';
import { createFunctionList, type FunctionList } from './function-list.ts';
import { type NodeNames, nodeNames } from './node-names.ts';
import { createNoticesStore, describeDiagnostic, type NoticesStore } from './notices-store.ts';
import { createPreferencesStore, type Preferences, type PreferencesStore } from './preferences-store.ts';
import { createRenameOffers, type RenameOffers } from './rename-offers.ts';
import { createRunStore, type RunState, type RunStore } from './run-store.ts';
import { texts } from './texts.ts';
import { createViewStore, type ViewStore } from './view-store.ts';
import { wireTitle } from './wire-title.ts';

export type AppInfo = RequestOutput<'app.info'>;

export interface Workspace {
  readonly bridge: Bridge;
  readonly info: AppInfo;
  readonly catalogue: Catalogue;
  readonly functions: FunctionList;
  readonly documents: DocumentStore;
  readonly analysis: AnalysisStore;
  readonly renames: RenameOffers;
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
  /** Does work before the next frame is drawn; at once where it is left out. */
  readonly nextFrame?: ((work: () => void) => void) | undefined;
}

const rateTickMs = 250;

export function createWorkspace({
  bridge,
  info,
  descriptors,
  preferences,
  nowMs,
  nextFrame,
}: WorkspaceParts): Workspace {
  const documents = createDocumentStore(emptyDocument(say(texts, 'untitled')), nowMs);
  const run = createRunStore(nowMs);
  const catalogue = createCatalogue(descriptors);
  const names: NodeNames = (id) => nodeNames(documents.getState().document.nodes, catalogue, currentLanguage())(id);
  const notices = createNoticesStore(names);
  const analysis = createAnalysisStore(bridge, documents);
  const renames = createRenameOffers(bridge, documents, analysis);
  const preferencesStore = createPreferencesStore(bridge, preferences);
  const view = createViewStore(preferences.layout.dockTab);
  const ticking = setInterval(() => run.tick(), rateTickMs);
  const unsubscribes = [
    followRun(bridge, run, nextFrame),
    run.subscribe((now, before) => reportFailures(notices, names, before, now)),
    followBreakpoints({ bridge, documents, run, notices, view, preferences: preferencesStore }, (wireId) =>
      wireTitle(documents.getState().document, catalogue, currentLanguage(), wireId),
    ),
  ];
  return {
    bridge,
    info,
    catalogue,
    functions: createFunctionList(bridge),
    documents,
    analysis,
    renames,
    run,
    preferences: preferencesStore,
    notices,
    view,
    dispose() {
      clearInterval(ticking);
      renames.dispose();
      analysis.dispose();
      preferencesStore.dispose();
      for (const unsubscribe of unsubscribes) unsubscribe();
    },
  };
}

/** Says it once when a query fails; one that had failed before the page was loaded anew says so at its node. */
function reportFailures(notices: NoticesStore, names: NodeNames, before: RunState, { snapshot, ran }: RunState): void {
  if (snapshot === null || snapshot === before.snapshot || (before.snapshot === null && ran === null)) return;
  for (const query of snapshot.queries) {
    if (query.exception === null) continue;
    const known =
      before.snapshot?.runId === snapshot.runId &&
      before.snapshot.queries.some((each) => each.runId === query.runId && each.exception !== null);
    if (known) continue;
    const { message, hint } = describeDiagnostic(query.exception, names);
    const detail = hint === undefined ? message : `${message} ${hint}`;
    notices.notify({ tone: 'error', title: say(texts, 'runFailed', { query: query.query }), detail });
  }
}

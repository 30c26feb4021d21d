/** Tells the main process what the menu holds, as often as it changes and never in a rush. */
import type { RunState } from '../model/run-store.ts';
import type { Workspace } from '../model/workspace.ts';
import { i18n } from '../ui/i18n.ts';
import { nativeMenus } from './menu-model.ts';

/** Changes that follow one another this closely are told as one, ms. */
const pauseMs = 150;

/** Starts telling, at once and from then on; returns the function that ends it. */
export function followMenu(workspace: Workspace): () => void {
  const { bridge, documents, analysis, run, preferences, view } = workspace;
  let told = '';
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tell = (): void => {
    timer = undefined;
    const menus = nativeMenus(workspace);
    const text = JSON.stringify(menus);
    if (text === told) return;
    told = text;
    // Without it the menu keeps what it had; the keys and the window's own menus do not need it.
    void bridge.request('app.menu', [...menus]).catch(() => undefined);
  };
  const changed = (): void => {
    timer ??= setTimeout(tell, pauseMs);
  };
  let runWas = runSteps(run.getState());
  const unsubscribes = [
    documents.subscribe(changed),
    analysis.subscribe(changed),
    preferences.subscribe(changed),
    view.subscribe(changed),
    run.subscribe((state) => {
      // Figures tick ten times a second, and no menu shows them.
      const now = runSteps(state);
      if (now !== runWas) changed();
      runWas = now;
    }),
  ];
  i18n.on('languageChanged', changed);
  tell();
  return () => {
    clearTimeout(timer);
    i18n.off('languageChanged', changed);
    for (const unsubscribe of unsubscribes) unsubscribe();
  };
}

/** How far a run is, in short: what commands ask about it. */
function runSteps({ starting, stopping, snapshot }: RunState): string {
  const queries = (snapshot?.queries ?? []).map((query) => `${query.isActive}${query.pause !== null}`);
  return [starting, stopping, snapshot?.runId, snapshot?.isActive, ...queries].join(' ');
}

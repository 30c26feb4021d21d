/**
 * Keeps the breakpoints of a run those of the document while it goes on, and tells when one was met. What the engine refuses (a
 * condition with a mistake) is shown at the breakpoint and leaves the run as it was.
 */
import type { SerializedError } from '../../electron/contract/reply.ts';
import type { Breakpoint } from '../../engine/session-shapes.ts';
import { type Bridge, RequestError } from '../bridge/desktop.ts';
import { say } from '../ui/i18n.ts';
import { formatCount } from '../ui/numbers.ts';
import { activeBreakpoints } from './annotations.ts';
import type { DocumentStore } from './document-store.ts';
import type { NoticesStore } from './notices-store.ts';
import type { PreferencesStore } from './preferences-store.ts';
import { leadingHit } from './run-pause.ts';
import type { RunState, RunStore } from './run-store.ts';
import { texts } from './texts.ts';
import type { ViewStore } from './view-store.ts';

interface Parts {
  readonly bridge: Bridge;
  readonly documents: DocumentStore;
  readonly run: RunStore;
  readonly notices: NoticesStore;
  readonly view: ViewStore;
  readonly preferences: PreferencesStore;
}

/**
 * Starts following; returns the function that ends it.
 *
 * @param wireTitle what a wire is called, by its id
 */
export function followBreakpoints(parts: Parts, wireTitle: (wireId: string) => string): () => void {
  const unsubscribes = [sendChanges(parts), tellHits(parts, wireTitle)];
  return () => {
    for (const unsubscribe of unsubscribes) unsubscribe();
  };
}

function sendChanges({ bridge, documents, run, notices, view }: Parts): () => void {
  let sent: string | null = null;
  let underWay = false;
  const send = async (breakpoints: readonly Breakpoint[], text: string): Promise<void> => {
    underWay = true;
    sent = text;
    try {
      await bridge.request('engine.set-breakpoints', [...breakpoints]);
      view.set({ breakpointError: null });
    } catch (error) {
      const refused = error instanceof RequestError ? error.error : null;
      const wireId = refused === null ? null : breakpointIn(refused);
      if (refused === null || wireId === null) notices.fail(say(texts, 'breakpointRefused'), error);
      else view.set({ breakpointError: { wireId, error: refused } });
    } finally {
      underWay = false;
      consider();
    }
  };
  const consider = (): void => {
    const isActive = run.getState().snapshot?.isActive === true;
    if (!isActive) sent = null;
    if (!isActive || underWay) return;
    const breakpoints = activeBreakpoints(documents.getState().document.views);
    const text = JSON.stringify(breakpoints);
    // A run knows those that it was started with.
    if (sent === null) sent = JSON.stringify(activeBreakpoints(run.getState().ran?.views));
    if (text !== sent) void send(breakpoints, text);
  };
  const ends = [documents.subscribe(consider), run.subscribe(consider)];
  return () => {
    for (const end of ends) end();
  };
}

function breakpointIn({ params }: SerializedError): string | null {
  const id = params?.breakpoint;
  return typeof id === 'string' ? id : null;
}

/** A breakpoint that is met is said, and its rows are shown. */
function tellHits(
  { documents, run, notices, view, preferences }: Parts,
  wireTitle: (wireId: string) => string,
): () => void {
  let told: string | null = null;
  const giveWay = (): void => {
    if (view.getState().rowsAt?.isPinned === false) view.set({ rowsAt: null });
  };
  const tell = ({ snapshot }: Pick<RunState, 'snapshot'>): void => {
    const hit = leadingHit(snapshot);
    if (hit === null) {
      if (told !== null) giveWay();
      told = null;
      return;
    }
    const batches = snapshot?.queries.map(({ pause }) => pause?.batchId ?? null);
    const key = JSON.stringify([snapshot?.runId, hit, batches]);
    if (key === told) return;
    told = key;
    const { rows, breakpointId } = hit;
    const wire = wireTitle(breakpointId);
    notices.announce(say(texts, rows === 1 ? 'pausedAtOne' : 'pausedAt', { rows: formatCount(rows), wire }));
    preferences.setLayout({ dockOpen: true });
    view.set({ dockTab: 'rows', rowsAt: { place: { breakpointId }, isPinned: false } });
  };
  const ends = [
    run.subscribe(tell),
    documents.subscribe((state, before) => {
      if (state.selection !== before.selection) giveWay();
    }),
  ];
  return () => {
    for (const end of ends) end();
  };
}

/**
 * The rows that are looked at: those that left a node in the last batch that had any, or those that met a breakpoint. They are asked
 * for when the place changes and after batches, at most twice a second, and only while somebody looks.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { PeekedRows, RunSnapshot } from '../../engine/session-shapes.ts';
import type { DocumentState } from './document-store.ts';
import { edgeId } from './edge-id.ts';
import { createRefreshScheduler, type RefreshPorts } from './refresh-scheduler.ts';
import { hitsAt } from './run-pause.ts';
import type { RowsPlace, ViewState } from './view-store.ts';
import type { Workspace } from './workspace.ts';

export const ROWS_MAX = 200;
const minIntervalMs = 500;

export interface RowsDeskState {
  readonly place: RowsPlace | null;
  /** What was answered last for this place; null where no run goes through it, or nothing was asked yet. */
  readonly rows: PeekedRows | null;
  /** Why the last question brought no answer. */
  readonly error: unknown;
  readonly asking: boolean;
}

export interface RowsDesk extends Pick<StoreApi<RowsDeskState>, 'getState' | 'getInitialState' | 'subscribe'> {
  /** Somebody looks from here on; returns the function that ends it. */
  open(): () => void;
  /** Asks again at once. */
  refresh(): void;
}

/**
 * Whose rows are to be seen: what was pinned or met, else the one node that is selected, else, of the one wire, what met its breakpoint
 * or all that its source gives.
 */
export function rowsPlace(
  { rowsAt }: Pick<ViewState, 'rowsAt'>,
  { selection, document }: Pick<DocumentState, 'selection' | 'document'>,
  snapshot: RunSnapshot | null,
): RowsPlace | null {
  if (rowsAt !== null) return rowsAt.place;
  const [nodeId] = selection.nodes;
  if (nodeId !== undefined) return selection.nodes.length === 1 ? { nodeId } : null;
  const [wireId] = selection.edges;
  const wire = selection.edges.length === 1 ? document.edges.find((edge) => edgeId(edge) === wireId) : undefined;
  if (wire === undefined || wireId === undefined) return null;
  return hitsAt(snapshot, wireId) > 0 ? { breakpointId: wireId } : { nodeId: wire.source };
}

export function createRowsDesk(
  { bridge, documents, view, run }: Pick<Workspace, 'bridge' | 'documents' | 'view' | 'run'>,
  clock: Pick<RefreshPorts, 'now' | 'after'>,
): RowsDesk {
  const store = createStore<RowsDeskState>()(() => ({ place: null, rows: null, error: null, asking: false }));
  const scheduler = createRefreshScheduler(
    {
      ...clock,
      async ask(_, isCurrent) {
        const { place } = store.getState();
        if (place === null || run.getState().snapshot === null) {
          store.setState({ rows: null, error: null, asking: false });
          return;
        }
        store.setState({ asking: true });
        try {
          const rows = await bridge.request('engine.peek', { ...place, limit: ROWS_MAX });
          if (isCurrent()) store.setState({ rows, error: null });
        } catch (error) {
          if (isCurrent()) store.setState({ error });
        } finally {
          store.setState({ asking: false });
        }
      },
    },
    minIntervalMs,
  );
  let lookers = 0;
  let batches = '';

  const follow = (): void => {
    const place = rowsPlace(view.getState(), documents.getState(), run.getState().snapshot);
    if (JSON.stringify(place) === JSON.stringify(store.getState().place)) return;
    store.setState({ place, rows: null, error: null });
    scheduler.askNow();
  };
  const noticeBatch = (): void => {
    const now = batchesSeen(run.getState().snapshot);
    if (now === batches) return;
    batches = now;
    scheduler.noticeChange();
  };
  const whileLookedAt = (react: () => void) => (): void => {
    if (lookers > 0) react();
  };
  view.subscribe(whileLookedAt(follow));
  documents.subscribe(whileLookedAt(follow));
  run.subscribe(whileLookedAt(noticeBatch));

  return {
    getState: store.getState,
    getInitialState: store.getInitialState,
    subscribe: store.subscribe,
    open() {
      lookers++;
      batches = batchesSeen(run.getState().snapshot);
      const place = rowsPlace(view.getState(), documents.getState(), run.getState().snapshot);
      const isSame = JSON.stringify(place) === JSON.stringify(store.getState().place);
      store.setState(isSame ? { place } : { place, rows: null, error: null });
      scheduler.askNow();
      return () => {
        lookers--;
      };
    },
    refresh: () => scheduler.askNow(),
  };
}

/** The same text as long as no batch has ended. */
function batchesSeen(snapshot: RunSnapshot | null): string {
  const queries = snapshot?.queries.map((query) => [query.batchesCompleted, query.isActive, query.pause]);
  return JSON.stringify([snapshot?.runId, queries]);
}

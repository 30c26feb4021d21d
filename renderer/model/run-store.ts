/**
 * What the engine reports of a run, and what follows from it: rows by node and rows a second by edge. Kept apart from the
 * document, so that ten messages a second touch nothing but the figures that show them.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { PipelineDocument } from '../../engine/pipeline/document.ts';
import type { CheckpointStatus, QuerySnapshot, RunSnapshot } from '../../engine/session-shapes.ts';
import { ownValue } from './own-value.ts';

export interface NodeRows {
  readonly in: number;
  readonly out: number;
}

/** A moment of the run as the window saw it. */
interface Sample {
  readonly snapshot: RunSnapshot;
  /** On the engine's clock, ms. */
  readonly atMs: number;
}

/** A reason why a query cannot go on, for the places that show what a run met. */
export interface Refusal {
  readonly query: string;
  readonly sinkNodeId: string;
  readonly finding: CheckpointStatus['findings'][number];
}

export interface RunState {
  readonly snapshot: RunSnapshot | null;
  /** What was run, as it was then; null when that is not known (the page was loaded anew while a run went on). */
  readonly ran: PipelineDocument | null;
  /** The checkpoints from which its queries went on; empty where all began from nothing. */
  readonly resumed: readonly CheckpointStatus[];
  /** Why queries could not go on when a run was asked for last. */
  readonly refusals: readonly Refusal[];
  /** Asked for and not answered yet. */
  readonly starting: boolean;
  readonly stopping: boolean;
  /** The last second or so, oldest first: rates are taken over it. */
  readonly samples: readonly Sample[];
}

export interface RunStore extends Pick<StoreApi<RunState>, 'getState' | 'getInitialState' | 'subscribe'> {
  /** Takes in a snapshot. One that is older than what is shown is dropped. */
  receive(snapshot: RunSnapshot): void;
  /** Lets rates fall while an active run sends nothing. Call it a few times a second. */
  tick(): void;
  /** A run of this document began, its queries going on from these checkpoints. */
  began(document: PipelineDocument, resumed?: readonly CheckpointStatus[]): void;
  setRefusals(refusals: readonly Refusal[]): void;
  /** Whether no run of the document with this number went on before this one. True once a document. */
  isFirstResume(openedCount: number): boolean;
  setPhase(phase: { readonly starting?: boolean; readonly stopping?: boolean }): void;
  /** The run is gone (the engine was restarted, another document was opened). What it still sends is dropped. */
  clear(): void;
}

/** Span over which a rate is taken, ms: short enough to live, long enough to read. */
const rateSpanMs = 1200;
/** A run that sent nothing for this long moved nothing. */
const quietMs = 400;

export function createRunStore(nowMs: () => number): RunStore {
  const empty: RunState = {
    snapshot: null,
    ran: null,
    resumed: [],
    refusals: [],
    starting: false,
    stopping: false,
    samples: [],
  };
  const store = createStore<RunState>()(() => empty);
  let receivedMs = 0;
  let goneRunId: string | null = null;
  let resumedCount: number | null = null;

  return {
    getState: store.getState,
    getInitialState: store.getInitialState,
    subscribe: store.subscribe,
    receive(snapshot) {
      const { snapshot: last, samples } = store.getState();
      if (snapshot.runId === goneRunId || (last !== null && isStale(snapshot, last))) return;
      receivedMs = nowMs();
      const sample: Sample = { snapshot, atMs: Math.max(snapshot.atMs, samples.at(-1)?.atMs ?? 0) };
      const kept = last?.runId === snapshot.runId ? recent(samples, sample.atMs) : [];
      store.setState({
        snapshot,
        samples: snapshot.isActive ? [...kept, sample] : [sample],
        ...(snapshot.isActive ? {} : { stopping: false }),
      });
    },
    tick() {
      const { snapshot, samples } = store.getState();
      const last = samples.at(-1);
      const quiet = nowMs() - receivedMs;
      if (snapshot === null || !snapshot.isActive || last === undefined || quiet < quietMs || samples.length < 2)
        return;
      receivedMs = nowMs();
      const sample: Sample = { snapshot, atMs: last.atMs + quiet };
      const kept = recent(samples, sample.atMs);
      const moved = kept.some((each) => each.snapshot !== snapshot);
      store.setState({ samples: moved ? [...kept, sample] : [sample] });
    },
    began: (document, resumed = []) => store.setState({ ran: document, resumed, refusals: [] }),
    setRefusals(refusals) {
      if (refusals.length > 0 || store.getState().refusals.length > 0) store.setState({ refusals });
    },
    isFirstResume(openedCount) {
      const isFirst = resumedCount !== openedCount;
      resumedCount = openedCount;
      return isFirst;
    },
    setPhase: (phase) => store.setState(phase),
    clear() {
      goneRunId = store.getState().snapshot?.runId ?? goneRunId;
      store.setState(empty, true);
    },
  };
}

/** Snapshots are counted within a run; between runs the engine's clock tells which came later. */
function isStale(snapshot: RunSnapshot, last: RunSnapshot): boolean {
  return snapshot.runId === last.runId ? snapshot.sequence <= last.sequence : snapshot.atMs < last.atMs;
}

/** Rows of a node since the run began, over all its queries; null where it is in no query. */
export function nodeRows(state: RunState, nodeId: string): NodeRows | null {
  const rows = (state.snapshot?.queries ?? []).flatMap((query) => ownValue(query.nodes, nodeId) ?? []);
  if (rows.length === 0) return null;
  return rows.reduce((sum, each) => ({ in: sum.in + each.in, out: sum.out + each.out }));
}

/** Rows a second along an edge: what its source hands on in the queries that run through both ends. 0 when nothing moves. */
export function edgeRate(state: RunState, source: string, target: string): number {
  const first = state.samples[0];
  const last = state.samples.at(-1);
  if (first === undefined || last === undefined || last.atMs <= first.atMs) return 0;
  const moved = carried(last.snapshot.queries, source, target) - carried(first.snapshot.queries, source, target);
  return Math.max(0, (moved * 1000) / (last.atMs - first.atMs));
}

/** Rows that came along an edge since the run began; null before any run through it. */
export function edgeRows(state: RunState, source: string, target: string): number | null {
  const queries = state.snapshot?.queries ?? [];
  return queries.some((query) => runsThrough(query, source, target)) ? carried(queries, source, target) : null;
}

function carried(queries: readonly QuerySnapshot[], source: string, target: string): number {
  let rows = 0;
  for (const query of queries) {
    if (runsThrough(query, source, target)) rows += ownValue(query.nodes, source)?.out ?? 0;
  }
  return rows;
}

function runsThrough(query: QuerySnapshot, source: string, target: string): boolean {
  return Object.hasOwn(query.nodes, source) && Object.hasOwn(query.nodes, target);
}

function recent(samples: readonly Sample[], atMs: number): readonly Sample[] {
  // One sample beyond the span is kept, so that the rate is taken over the whole of it.
  const firstInside = samples.findIndex((sample) => atMs - sample.atMs <= rateSpanMs);
  if (firstInside < 0) return samples.slice(-1);
  return samples.slice(Math.max(0, firstInside - 1));
}

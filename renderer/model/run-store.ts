/**
 * What the engine reports of a run, and what follows from it: rows by node and rows a second by edge. Kept apart from the
 * document, so that ten messages a second touch nothing but the figures that show them.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import { FIELD_COUNT, FIELDS } from '../../electron/contract/run-update.ts';
import type { PipelineDocument } from '../../engine/pipeline/document.ts';
import type { CheckpointStatus, RunSnapshot } from '../../engine/session-shapes.ts';
import { createRunSeries, type RunSeries } from './run-series.ts';
import { fitsLayout, layoutOf, numberAt, type RunTable, sumOver, tableOf, wireRows } from './run-table.ts';
import { applyUpdate, isUpdate, type RunMessage } from './run-updates.ts';

export interface NodeRows {
  readonly in: number;
  readonly out: number;
}

/** A moment of the run as the window saw it. */
interface Sample {
  readonly snapshot: RunSnapshot;
  readonly table: RunTable;
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
  /** The numbers of the snapshot, by node. */
  readonly table: RunTable | null;
  /** Rows a second of each node, by its place in the table; what a sink takes, what others hand on. */
  readonly rates: Float64Array;
  /** How the rates were in the last half minute. */
  readonly series: RunSeries | null;
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
  /**
   * Takes in snapshots, and updates that build on them, and shows the last. What is older than what is shown is dropped. Gives false
   * where an update builds on something that never came: then a whole snapshot is to be asked for.
   */
  receive(...messages: readonly RunMessage[]): boolean;
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
    table: null,
    rates: noRates,
    series: null,
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
    receive(...messages) {
      const before = store.getState();
      let { snapshot, table } = before;
      let isWhole = true;
      for (const message of messages) {
        if (message.runId === goneRunId || (snapshot !== null && isStale(message, snapshot))) continue;
        if (!isUpdate(message)) {
          const { runId, queries } = message;
          const layout =
            table !== null && fitsLayout(table.layout, runId, queries) ? table.layout : layoutOf(runId, queries);
          snapshot = message;
          table = tableOf(layout, queries);
          continue;
        }
        const applied = snapshot === null || table === null ? null : applyUpdate(snapshot, table, message);
        if (applied === null) isWhole = false;
        else ({ snapshot, table } = applied);
      }
      if (snapshot === null || table === null || snapshot === before.snapshot) return isWhole;
      receivedMs = nowMs();
      const { samples, series: drawn } = before;
      const sample: Sample = { snapshot, table, atMs: Math.max(snapshot.atMs, samples.at(-1)?.atMs ?? 0) };
      const isSame = before.table?.layout === table.layout;
      const kept = isSame ? recent(samples, sample.atMs) : [];
      const next = snapshot.isActive ? [...kept, sample] : [sample];
      const series = isSame && drawn !== null ? drawn : createRunSeries(table.layout.nodeIds.length);
      const rates = ratesOver(next);
      series.add(sample.atMs, rates);
      store.setState({
        snapshot,
        table,
        rates,
        series,
        samples: next,
        ...(snapshot.isActive ? {} : { stopping: false }),
      });
      return isWhole;
    },
    tick() {
      const { snapshot, table, samples, series } = store.getState();
      const last = samples.at(-1);
      const quiet = nowMs() - receivedMs;
      if (snapshot === null || table === null || !snapshot.isActive || last === undefined || quiet < quietMs) return;
      if (samples.length < 2) return;
      receivedMs = nowMs();
      const sample: Sample = { snapshot, table, atMs: last.atMs + quiet };
      const kept = recent(samples, sample.atMs);
      const moved = kept.some((each) => each.snapshot !== snapshot);
      const next = moved ? [...kept, sample] : [sample];
      const rates = ratesOver(next);
      series?.add(sample.atMs, rates);
      store.setState({ samples: next, rates });
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

const noRates = new Float64Array(0);

/** Rows a second of each node over a span of samples. */
function ratesOver(samples: readonly Sample[]): Float64Array {
  const first = samples[0];
  const last = samples.at(-1);
  if (first === undefined || last === undefined) return noRates;
  const { layout, totals } = last.table;
  const rates = new Float64Array(layout.nodeIds.length);
  const spanMs = last.atMs - first.atMs;
  if (spanMs <= 0) return rates;
  for (let place = 0; place < rates.length; place++) {
    const at = place * FIELD_COUNT + (layout.isSink[place] === true ? FIELDS.in : FIELDS.out);
    rates[place] = Math.max(0, (((totals[at] ?? 0) - (first.table.totals[at] ?? 0)) * 1000) / spanMs);
  }
  return rates;
}

/** Snapshots are counted within a run; between runs the engine's clock tells which came later. */
function isStale(snapshot: RunMessage, last: RunSnapshot): boolean {
  return snapshot.runId === last.runId ? snapshot.sequence <= last.sequence : snapshot.atMs < last.atMs;
}

/** Rows of a node since the run began, over all its queries; null where it is in no query. */
export function nodeRows({ table }: Pick<RunState, 'table'>, nodeId: string): NodeRows | null {
  if (table?.layout.places.has(nodeId) !== true) return null;
  return { in: numberAt(table, nodeId, 'in'), out: numberAt(table, nodeId, 'out') };
}

/** Rows a second along an edge: what its source hands on in the queries that run through both ends. 0 when nothing moves. */
export function edgeRate({ samples }: Pick<RunState, 'samples'>, source: string, target: string): number {
  const first = samples[0];
  const last = samples.at(-1);
  if (first === undefined || last === undefined || last.atMs <= first.atMs) return 0;
  const rows = wireRows(last.table.layout, source, target);
  const moved = sumOver(last.table.values, rows, 'out') - sumOver(first.table.values, rows, 'out');
  return Math.max(0, (moved * 1000) / (last.atMs - first.atMs));
}

/** Rows that came along an edge since the run began; null before any run through it. */
export function edgeRows({ table }: Pick<RunState, 'table'>, source: string, target: string): number | null {
  const rows = table === null ? [] : wireRows(table.layout, source, target);
  return table === null || rows.length === 0 ? null : sumOver(table.values, rows, 'out');
}

/** Rows that came along an edge in the last finished batch; null before any. */
export function edgeBatchRows({ table }: Pick<RunState, 'table'>, source: string, target: string): number | null {
  if (table === null || numberAt(table, source, 'batchOut') < 0) return null;
  const rows = wireRows(table.layout, source, target);
  return rows.length === 0 ? null : sumOver(table.values, rows, 'batchOut');
}

function recent(samples: readonly Sample[], atMs: number): readonly Sample[] {
  // One sample beyond the span is kept, so that the rate is taken over the whole of it.
  const firstInside = samples.findIndex((sample) => atMs - sample.atMs <= rateSpanMs);
  if (firstInside < 0) return samples.slice(-1);
  return samples.slice(Math.max(0, firstInside - 1));
}

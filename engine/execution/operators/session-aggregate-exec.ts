/**
 * Aggregation whose keys have a session (semantics 4.3): the sessions of a batch are aggregated by themselves, late ones are
 * dropped, and those that are left are merged with the stored ones of the same other keys wherever they touch. In batch mode
 * there is one batch, nothing is late and every session is emitted.
 */
import { assert, must } from '../../base/assert.ts';
import type { AggregateBuffer } from '../../expression/aggregates/aggregate-function.ts';
import { type Aggregate, sessionKey } from '../../plan/operators/aggregate.ts';
import { StateStore } from '../../state/state-store.ts';
import { decodeValues, encodeValues } from '../../state/value-codec.ts';
import { WINDOW } from '../../types/data-type.ts';
import { makeGroupKey } from '../../types/group-key.ts';
import type { Row, Value } from '../../types/value.ts';
import type { BatchScope } from '../batch-scope.ts';
import type { QueryScope, StatefulExec } from '../operator-exec.ts';
import type { RowSink } from '../row-sink.ts';
import { PartialAggregation } from './partial-aggregation.ts';
import { StateTimes } from './state-times.ts';

/** From `start` inclusive to `end` exclusive, in microseconds. */
interface Session {
  readonly start: bigint;
  readonly end: bigint;
  readonly buffers: readonly AggregateBuffer[];
}

/** All sessions of one combination of the other keys, by start; no two touch. */
interface KeySessions {
  /** Values of the keys without the session. */
  readonly keys: readonly Value[];
  readonly sessions: readonly Session[];
}

export class SessionAggregateExec implements StatefulExec {
  readonly #plan: Aggregate;
  readonly #query: QueryScope;
  readonly #session: number;
  readonly #otherTypes;
  readonly #keyText: (keys: readonly Value[]) => string;
  readonly #partial: PartialAggregation;
  readonly #state = new StateStore<KeySessions>();
  readonly #times: StateTimes;

  constructor(plan: Aggregate, query: QueryScope) {
    this.#plan = plan;
    this.#query = query;
    this.#session = sessionKey(plan);
    this.#otherTypes = this.#withoutSession(plan.keys.map(({ expr }) => expr.type));
    this.#keyText = makeGroupKey(this.#otherTypes);
    this.#partial = new PartialAggregation(plan, query.environment);
    this.#times = new StateTimes(query.clock);
  }

  get wantsNoDataBatches(): boolean {
    return this.#query.isStreaming && this.#query.outputMode !== 'complete';
  }

  open(batch: BatchScope, output: RowSink): RowSink {
    const count = batch.countOf(this.#plan.nodeId);
    this.#partial.clear();
    this.#times.start();
    return {
      push: (row) => {
        count.in++;
        this.#partial.add(row);
      },
      end: () => this.#finish(batch, output),
    };
  }

  #finish(batch: BatchScope, output: RowSink): void {
    const count = batch.countOf(this.#plan.nodeId);
    const emit = (keys: readonly Value[], session: Session): void => {
      count.out++;
      output.push(this.#resultRow(keys, session));
    };
    const fresh = this.#sessionsInTime(BigInt(batch.plan.lateWatermarkMs) * 1000n);
    const merged = this.#times.updating(() => this.#merge(fresh.byKey.values()));
    let removed = merged.removed;
    if (this.#query.isStreaming && this.#query.outputMode !== 'complete') {
      const watermarkMicros = BigInt(batch.plan.evictWatermarkMs) * 1000n;
      const past = this.#times.removing(() => this.#evict(watermarkMicros));
      removed += past.length;
      for (const [keys, session] of past) emit(keys, session);
    } else {
      for (const [, { keys, sessions }] of this.#state.entries()) for (const session of sessions) emit(keys, session);
    }
    let total = 0;
    for (const [, { sessions }] of this.#state.entries()) total += sessions.length;
    batch.reportState(
      this.#times.timed({
        operatorName: 'sessionWindowStateStoreSaveExec',
        numRowsTotal: total,
        numRowsUpdated: merged.updated,
        numRowsRemoved: removed,
        memoryUsedBytes: total * this.#sessionBytes(),
        numRowsDroppedByWatermark: fresh.dropped,
        customMetrics: {},
      }),
    );
    output.end();
  }

  commit(): void {
    this.#times.committing(() => this.#state.commit());
  }

  abort(): void {
    this.#state.abort();
  }

  exportState(): unknown {
    return [...this.#state.entries()].map(([, { keys, sessions }]) => [
      encodeValues(keys, this.#otherTypes),
      sessions.map(({ start, end, buffers }) => [
        encodeValues([start, end], timeTypes),
        this.#plan.calls.map((call, index) => encodeValues(buffers[index] ?? [], call.aggregate.bufferTypes)),
      ]),
    ]);
  }

  restoreState(saved: unknown): void {
    assert(Array.isArray(saved), 'saved keys are an array');
    this.#state.reset(
      saved.map((entry): [string, KeySessions] => {
        assert(Array.isArray(entry) && Array.isArray(entry[1]), 'a saved key is its values and its sessions');
        const keys = decodeValues(entry[0], this.#otherTypes);
        return [this.#keyText(keys), { keys, sessions: entry[1].map((session) => this.#restoreSession(session)) }];
      }),
    );
  }

  #restoreSession(saved: unknown): Session {
    assert(Array.isArray(saved) && Array.isArray(saved[1]), 'a saved session is its times and its buffers');
    const [start, end] = decodeValues(saved[0], timeTypes) as bigint[];
    const saves: unknown[] = saved[1];
    const buffers = this.#plan.calls.map((call, index) => decodeValues(saves[index], call.aggregate.bufferTypes));
    return { start: must(start, 'a saved start'), end: must(end, 'a saved end'), buffers };
  }

  /**
   * The sessions of the batch by their other keys, those that end at or before the watermark left out and counted. Also in
   * complete mode, and also where they would touch a stored one: only a row's own session counts (semantics 4.3).
   */
  #sessionsInTime(lateMicros: bigint): { readonly byKey: ReadonlyMap<string, KeySessions>; readonly dropped: number } {
    const isTagged = this.#plan.schema[this.#session]?.eventTime !== undefined;
    const byKey = new Map<string, { keys: readonly Value[]; sessions: Session[] }>();
    let dropped = 0;
    for (const { keys: all, buffers } of this.#partial.groups) {
      const [start, end] = all[this.#session] as readonly [bigint, bigint];
      if (this.#query.isStreaming && isTagged && end <= lateMicros) {
        dropped++;
        continue;
      }
      const keys = this.#withoutSession(all);
      const text = this.#keyText(keys);
      const ofKey = byKey.get(text) ?? { keys, sessions: [] };
      ofKey.sessions.push({ start, end, buffers });
      byKey.set(text, ofKey);
    }
    return { byKey, dropped };
  }

  /** Replaces the stored sessions of each key by what they and the new ones make together; counts as Spark counts. */
  #merge(fresh: Iterable<KeySessions>): { readonly updated: number; readonly removed: number } {
    let updated = 0;
    let removed = 0;
    for (const { keys, sessions } of fresh) {
      const text = this.#keyText(keys);
      const stored = this.#state.get(text);
      const before = stored?.sessions ?? [];
      // Sorting keeps the order of equal elements, so a stored session stays before a new one of the same start.
      const inOrder = [...before, ...[...sessions].sort(byStartAndEnd)].sort(byStart);
      const after = this.#united(inOrder);
      const starts = new Set(after.map(({ start }) => start));
      updated += after.length;
      removed += before.filter(({ start }) => !starts.has(start)).length;
      this.#state.put(text, { keys: stored?.keys ?? keys, sessions: after });
    }
    return { updated, removed };
  }

  /** Sessions in order of start, with those that touch made one. */
  #united(inOrder: readonly Session[]): Session[] {
    const united: { start: bigint; end: bigint; buffers: AggregateBuffer[] }[] = [];
    for (const { start, end, buffers } of inOrder) {
      let current = united.at(-1);
      if (current === undefined || start > current.end) {
        current = { start, end, buffers: this.#plan.calls.map((call) => call.aggregate.initial()) };
        united.push(current);
      }
      if (end > current.end) current.end = end;
      const into = current.buffers;
      this.#plan.calls.forEach((call, index) => {
        const buffer = must(into[index], 'a buffer for each aggregate');
        call.aggregate.merge(buffer, buffers[index] ?? call.aggregate.initial());
      });
    }
    return united;
  }

  /** Takes the sessions that the watermark has passed out of the state. */
  #evict(watermarkMicros: bigint): [keys: readonly Value[], session: Session][] {
    const past: [readonly Value[], Session][] = [];
    const changes: [string, KeySessions][] = [];
    for (const [text, { keys, sessions }] of this.#state.entries()) {
      const left = sessions.filter(({ end }) => end > watermarkMicros);
      if (left.length === sessions.length) continue;
      for (const session of sessions) if (session.end <= watermarkMicros) past.push([keys, session]);
      changes.push([text, { keys, sessions: left }]);
    }
    for (const [text, entry] of changes) {
      if (entry.sessions.length === 0) this.#state.remove(text);
      else this.#state.put(text, entry);
    }
    return past;
  }

  #withoutSession<Value>(ofKeys: readonly Value[]): Value[] {
    return ofKeys.filter((_, index) => index !== this.#session);
  }

  #resultRow(others: readonly Value[], { start, end, buffers }: Session): Row {
    const keys = [...others];
    keys.splice(this.#session, 0, [start, end]);
    const results = this.#plan.calls.map((call, index) => call.aggregate.result(buffers[index] ?? []));
    return [...keys, ...results];
  }

  /** A rough figure for progress: an entry of the map, and eight bytes a value. */
  #sessionBytes(): number {
    const values =
      this.#otherTypes.length + this.#plan.calls.reduce((sum, call) => sum + call.aggregate.bufferTypes.length, 2);
    return 96 + 16 * values;
  }
}

const timeTypes = WINDOW.fields.map(({ type }) => type);

function byStart(a: Session, b: Session): number {
  if (a.start === b.start) return 0;
  return a.start < b.start ? -1 : 1;
}

function byStartAndEnd(a: Session, b: Session): number {
  if (a.start !== b.start || a.end === b.end) return byStart(a, b);
  return a.end < b.end ? -1 : 1;
}

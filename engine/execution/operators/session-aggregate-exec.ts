/**
 * Aggregation whose keys have a session (semantics 4.3): the sessions of a batch are aggregated by themselves, late ones are
 * dropped, and those that are left are merged with the stored ones of the same other keys wherever they touch. In batch mode
 * there is one batch, nothing is late and every session is emitted.
 *
 * A queue by the time of the first end that a key waits for finds the sessions that a watermark has passed, so that a batch
 * costs what it touches, however many sessions there are.
 */
import { must } from '../../base/assert.ts';
import { type Aggregate, sessionKey } from '../../plan/operators/aggregate.ts';
import { type MemoryAccount, unlimitedAccount } from '../../state/memory-budget.ts';
import { RowSizes } from '../../state/row-memory.ts';
import { StateStore } from '../../state/state-store.ts';
import type { StateTable } from '../../state/state-table.ts';
import { StoredTable } from '../../state/stored-table.ts';
import { array, TIMESTAMP } from '../../types/data-type.ts';
import { makeGroupKey } from '../../types/group-key.ts';
import type { Row, Value } from '../../types/value.ts';
import type { BatchScope } from '../batch-scope.ts';
import type { QueryScope, StatefulExec } from '../operator-exec.ts';
import type { RowSink } from '../row-sink.ts';
import { sortInSteps } from '../sort-in-steps.ts';
import { PartialAggregation } from './partial-aggregation.ts';
import { DueKeys } from './session-due-keys.ts';
import { mergeSessions, type Session } from './session-merge.ts';
import { StateTimes } from './state-times.ts';

/** What a batch has of one combination of the other keys. */
interface FreshSessions {
  readonly text: string;
  readonly keys: readonly Value[];
  readonly sessions: Session[];
}

/** All sessions of one combination of the other keys, by start; no two touch. */
interface KeySessions {
  /** Values of the keys without the session. */
  readonly keys: readonly Value[];
  readonly sessions: readonly Session[];
  /** Grows in the order in which the keys came; past sessions come out in this order. */
  readonly order: number;
}

/** Keys between two looks at what their sessions take. */
const ACCOUNT_EVERY = 256;
/** Sessions that are looked at between two rests. */
const STEP_SESSIONS = 512;

export class SessionAggregateExec implements StatefulExec {
  readonly tables: readonly StateTable[];
  readonly #plan: Aggregate;
  readonly #query: QueryScope;
  readonly #session: number;
  readonly #otherTypes;
  readonly #keyText: (keys: readonly Value[]) => string;
  readonly #partial: PartialAggregation;
  readonly #state = new StateStore<KeySessions>();
  /** Keys by the end of the first of their sessions; none where nothing is evicted. */
  readonly #due = new DueKeys();
  readonly #aggregates;
  readonly #memory: MemoryAccount;
  readonly #sizes = new RowSizes();
  readonly #times: StateTimes;
  /** Sessions in all, with those of the running batch, and without. */
  #total = 0;
  #committedTotal = 0;
  #keysCame = 0;

  constructor(plan: Aggregate, query: QueryScope) {
    this.#plan = plan;
    this.#query = query;
    this.#session = sessionKey(plan);
    this.#otherTypes = this.#withoutSession(plan.keys.map(({ expr }) => expr.type));
    this.#keyText = makeGroupKey(this.#otherTypes);
    this.#partial = new PartialAggregation(plan, query.environment);
    this.#aggregates = plan.calls.map((call) => call.aggregate);
    this.#times = new StateTimes(query.clock);
    this.#memory = query.memory?.account(plan.nodeId) ?? unlimitedAccount;
    this.tables = [this.#table()];
  }

  get wantsNoDataBatches(): boolean {
    return this.#evicts;
  }

  get #evicts(): boolean {
    return this.#query.isStreaming && this.#query.outputMode !== 'complete';
  }

  open(batch: BatchScope, output: RowSink): RowSink {
    const count = batch.countOf(this.#plan.nodeId);
    this.#partial.clear();
    this.#times.start();
    let rows = 0;
    return {
      push: (row) => {
        count.in++;
        this.#partial.add(row);
        if (++rows % ACCOUNT_EVERY === 0) this.#memory.set(this.#bytes + this.#partial.memoryBytes);
      },
      end: () => batch.later(this.#ending(batch, output)),
    };
  }

  *#ending(batch: BatchScope, output: RowSink): Generator<void> {
    const count = batch.countOf(this.#plan.nodeId);
    const emit = (keys: readonly Value[], session: Session): void => {
      count.out++;
      output.push(this.#resultRow(keys, session));
    };
    yield* this.#state.settle();
    const fresh = yield* this.#sessionsInTime(BigInt(batch.plan.lateWatermarkMs) * 1000n);
    const updating = this.#times.beginUpdating();
    const merged = yield* this.#merge(fresh.byKey.values());
    updating.end();
    let removed = merged.removed;
    if (this.#evicts) {
      const removing = this.#times.beginRemoving();
      const past = yield* this.#evict(BigInt(batch.plan.evictWatermarkMs) * 1000n);
      removing.end();
      removed += past.length;
      for (const [at, [keys, session]] of past.entries()) {
        emit(keys, session);
        if (at % STEP_SESSIONS === STEP_SESSIONS - 1) yield;
      }
    } else {
      let emitted = 0;
      for (const [, { keys, sessions }] of this.#state.entries()) {
        for (const session of sessions) {
          emit(keys, session);
          if (++emitted % STEP_SESSIONS === 0) yield;
        }
      }
    }
    this.#memory.set(this.#bytes);
    batch.reportState(
      this.#times.timed({
        operatorName: 'sessionWindowStateStoreSaveExec',
        numRowsTotal: this.#total,
        numRowsUpdated: merged.updated,
        numRowsRemoved: removed,
        memoryUsedBytes: this.#bytes,
        numRowsDroppedByWatermark: fresh.dropped,
        customMetrics: {},
      }),
    );
    output.end();
  }

  commit(): void {
    this.#times.committing(() => {
      this.#state.commit();
      this.#due.commit();
    });
    this.#committedTotal = this.#total;
  }

  abort(): void {
    this.#state.abort();
    this.#due.abort();
    this.#total = this.#committedTotal;
    this.#memory.set(this.#bytes);
  }

  #table(): StateTable {
    const form = {
      name: 'sessions',
      key: this.#withoutSession(this.#plan.keys).map(({ name, expr }) => ({ name, type: expr.type })),
      // Each column holds a value for each session of the key, by start.
      value: [
        { name: 'start', type: array(TIMESTAMP) },
        { name: 'end', type: array(TIMESTAMP) },
        ...this.#plan.calls.flatMap(({ name, aggregate: { bufferTypes } }) =>
          bufferTypes.map((type, at) => ({ name: bufferTypes.length > 1 ? `${name}#${at}` : name, type: array(type) })),
        ),
      ],
    };
    return new StoredTable(form, this.#state, {
      keyOf: ({ keys }) => keys,
      valueOf: ({ sessions }) => [
        sessions.map(({ start }) => start),
        sessions.map(({ end }) => end),
        ...this.#aggregates.flatMap(({ bufferTypes }, call) =>
          bufferTypes.map((_, at) => sessions.map(({ buffers }) => buffers[call]?.[at] ?? null)),
        ),
      ],
      textOf: this.#keyText,
      cleared: () => {
        this.#due.clear();
        this.#sizes.clear();
        this.#total = 0;
        this.#committedTotal = 0;
      },
      restore: (text, keys, value) => this.#restore(text, keys, value === null ? [] : this.#sessionsOf(value)),
      restored: () => this.#memory.set(this.#bytes),
    });
  }

  #restore(text: string, keys: readonly Value[], sessions: readonly Session[]): void {
    const before = this.#state.get(text);
    this.#total += sessions.length - (before?.sessions.length ?? 0);
    this.#committedTotal = this.#total;
    if (sessions.length === 0) {
      this.#state.drop(text);
      return;
    }
    const entry = { keys: before?.keys ?? keys, sessions, order: before?.order ?? this.#keysCame++ };
    this.#state.restore(text, entry);
    this.#noted(text, entry);
  }

  #sessionsOf(value: readonly Value[]): Session[] {
    const [starts, ends, ...columns] = value as readonly (readonly Value[])[];
    return must(starts, 'starts of sessions').map((start, session) => {
      let column = 0;
      const buffers = this.#aggregates.map(({ bufferTypes }) =>
        bufferTypes.map(() => columns[column++]?.[session] ?? null),
      );
      return { start: start as bigint, end: ends?.[session] as bigint, buffers };
    });
  }

  /**
   * The sessions of the batch by their other keys, those that end at or before the watermark left out and counted. Also in
   * complete mode, and also where they would touch a stored one: only a row's own session counts (semantics 4.3).
   */
  *#sessionsInTime(
    lateMicros: bigint,
  ): Generator<void, { readonly byKey: ReadonlyMap<string, FreshSessions>; readonly dropped: number }> {
    const isTagged = this.#plan.schema[this.#session]?.eventTime !== undefined;
    const byKey = new Map<string, FreshSessions>();
    let dropped = 0;
    let looks = 0;
    for (const { keys: all, buffers } of this.#partial.groups) {
      if (++looks % STEP_SESSIONS === 0) yield;
      const [start, end] = all[this.#session] as readonly [bigint, bigint];
      if (this.#query.isStreaming && isTagged && end <= lateMicros) {
        dropped++;
        continue;
      }
      const keys = this.#withoutSession(all);
      const text = this.#keyText(keys);
      const ofKey = byKey.get(text) ?? { text, keys, sessions: [] };
      ofKey.sessions.push({ start, end, buffers });
      byKey.set(text, ofKey);
    }
    return { byKey, dropped };
  }

  /** Replaces the stored sessions of each key by what they and the new ones make together; counts as Spark counts. */
  *#merge(fresh: Iterable<FreshSessions>): Generator<void, { readonly updated: number; readonly removed: number }> {
    let updated = 0;
    let removed = 0;
    let merges = 0;
    for (const { text, keys, sessions } of fresh) {
      const stored = this.#state.get(text);
      const merged = yield* mergeSessions(stored?.sessions ?? [], sessions, this.#aggregates);
      updated += merged.sessions.length;
      removed += merged.removed;
      this.#put(text, {
        keys: stored?.keys ?? keys,
        sessions: merged.sessions,
        order: stored?.order ?? this.#keysCame++,
      });
      if (++merges % ACCOUNT_EVERY !== 0) continue;
      this.#memory.set(this.#bytes);
      yield;
    }
    return { updated, removed };
  }

  /** Takes the sessions that the watermark has passed out of the state, those of the key that came first before others. */
  *#evict(watermarkMicros: bigint): Generator<void, [keys: readonly Value[], session: Session][]> {
    let looks = 0;
    const due: { readonly text: string; readonly entry: KeySessions }[] = [];
    for (const text of this.#due.takeUntil(watermarkMicros)) {
      if (++looks % STEP_SESSIONS === 0) yield;
      const entry = text === null ? undefined : this.#state.get(text);
      if (text !== null && entry !== undefined) due.push({ text, entry });
    }
    const past: [readonly Value[], Session][] = [];
    for (const { text, entry } of yield* sortInSteps(due, (a, b) => a.entry.order - b.entry.order)) {
      if (++looks % STEP_SESSIONS === 0) yield;
      // Sessions that do not touch end in the order of their starts.
      const left = entry.sessions.filter(({ end }) => end > watermarkMicros);
      const gone = entry.sessions.slice(0, entry.sessions.length - left.length);
      for (const session of gone) past.push([entry.keys, session]);
      // One that was put off since waits again.
      if (gone.length === 0) this.#wait(text, entry);
      else this.#put(text, { ...entry, sessions: left });
    }
    return past;
  }

  /** Puts what a key has now in the place of what it had. */
  #put(text: string, entry: KeySessions): void {
    const before = this.#state.get(text)?.sessions.length ?? 0;
    this.#total += entry.sessions.length - before;
    if (entry.sessions.length === 0) {
      this.#state.remove(text);
      return;
    }
    this.#state.put(text, entry);
    this.#noted(text, entry);
  }

  /** What is kept beside the state of a key that has sessions. */
  #noted(text: string, { keys, sessions }: KeySessions): void {
    this.#sizes.note([...keys, ...must(sessions[0], 'a key has a session').buffers]);
    this.#wait(text, { sessions });
  }

  #wait(text: string, { sessions }: Pick<KeySessions, 'sessions'>): void {
    if (this.#evicts) this.#due.add(text, must(sessions[0], 'a key has a session').end);
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

  /** An estimate: an entry of the map, and what the keys and buffers of a session take on average. */
  get #bytes(): number {
    const values =
      this.#otherTypes.length + this.#aggregates.reduce((sum, { bufferTypes }) => sum + bufferTypes.length, 2);
    return this.#total * (96 + Math.max(this.#sizes.bytesEach, 16 * values));
  }
}

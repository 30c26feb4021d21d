/**
 * Streaming aggregation by Spark's steps (semantics 5.3, 6.1, 7): aggregate the batch by key, drop late groups, merge into
 * the state, emit what the output mode asks for, evict what the watermark has passed. In batch mode there is one batch,
 * nothing is late and every group is emitted.
 */
import { assert } from '../../base/assert.ts';
import type { AggregateBuffer } from '../../expression/aggregates/aggregate-function.ts';
import { type Aggregate, eventTimeKey } from '../../plan/operators/aggregate.ts';
import { StateStore } from '../../state/state-store.ts';
import { decodeValues, encodeValues } from '../../state/value-codec.ts';
import { makeGroupKey } from '../../types/group-key.ts';
import type { Row, Value } from '../../types/value.ts';
import type { BatchScope } from '../batch-scope.ts';
import { eventTimeReader } from '../event-time.ts';
import type { QueryScope, StatefulExec } from '../operator-exec.ts';
import type { RowSink } from '../row-sink.ts';
import { PartialAggregation, type PartialGroup } from './partial-aggregation.ts';
import { StateTimes } from './state-times.ts';

interface Group {
  readonly keys: readonly Value[];
  readonly buffers: readonly AggregateBuffer[];
}

export class AggregateExec implements StatefulExec {
  readonly #plan: Aggregate;
  readonly #query: QueryScope;
  readonly #partial: PartialAggregation;
  readonly #state = new StateStore<Group>();
  readonly #times: StateTimes;
  /** Event time of a group's keys in microseconds; null where the query has no event-time key. */
  readonly #timeOf: ((keys: readonly Value[]) => bigint | null) | null;

  constructor(plan: Aggregate, query: QueryScope) {
    this.#plan = plan;
    this.#query = query;
    this.#partial = new PartialAggregation(plan, query.environment);
    this.#times = new StateTimes(query.clock);
    const index = eventTimeKey(plan);
    const type = plan.keys[index]?.expr.type;
    const read = type === undefined ? null : eventTimeReader(type);
    this.#timeOf = read === null ? null : (keys) => read(keys[index] ?? null);
  }

  get wantsNoDataBatches(): boolean {
    return this.#query.isStreaming && this.#query.outputMode !== 'complete';
  }

  open(batch: BatchScope, output: RowSink): RowSink {
    const count = batch.countOf(this.#plan.nodeId);
    this.#partial.clear();
    return {
      push: (row) => {
        count.in++;
        this.#partial.add(row);
      },
      end: () => {
        if (this.#plan.keys.length === 0) this.#partial.groupOf([]);
        this.finish(this.#partial.groups, batch, output);
      },
    };
  }

  /** Merges the groups of a batch into the state and emits; also for groups that a compiled stage has made. */
  finish(groups: Iterable<PartialGroup>, batch: BatchScope, output: RowSink): void {
    const count = batch.countOf(this.#plan.nodeId);
    const emit = (group: Group): void => {
      count.out++;
      output.push(this.#resultRow(group));
    };
    const isWhole = !this.#query.isStreaming || this.#query.outputMode === 'complete';
    this.#times.start();
    const lateMicros = isWhole ? null : BigInt(batch.plan.lateWatermarkMs) * 1000n;
    let dropped = 0;
    let updated = 0;
    const touched: Group[] = [];
    for (const partial of groups) {
      if (lateMicros !== null && this.#isPast(partial.keys, lateMicros)) {
        dropped++;
        continue;
      }
      const group = this.#merge(partial);
      updated++;
      if (this.#query.outputMode === 'update') touched.push(group);
    }
    this.#times.updated();
    let removed = 0;
    if (isWhole) {
      for (const [, group] of this.#state.entries()) emit(group);
    } else {
      touched.forEach(emit);
      const watermarkMicros = BigInt(batch.plan.evictWatermarkMs) * 1000n;
      removed = this.#times.removing(() =>
        this.#evict(watermarkMicros, this.#query.outputMode === 'append' ? emit : null),
      );
    }
    batch.reportState(
      this.#times.timed({
        operatorName: 'stateStoreSave',
        numRowsTotal: this.#state.size,
        numRowsUpdated: updated,
        numRowsRemoved: removed,
        memoryUsedBytes: this.#state.size * this.#groupBytes(),
        numRowsDroppedByWatermark: dropped,
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
    const keyTypes = this.#plan.keys.map(({ expr }) => expr.type);
    return [...this.#state.entries()].map(([, group]) => [
      encodeValues(group.keys, keyTypes),
      this.#plan.calls.map((call, index) => encodeValues(group.buffers[index] ?? [], call.aggregate.bufferTypes)),
    ]);
  }

  restoreState(saved: unknown): void {
    assert(Array.isArray(saved), 'saved groups are an array');
    const keyTypes = this.#plan.keys.map(({ expr }) => expr.type);
    const keyText = makeGroupKey(keyTypes);
    this.#state.reset(
      saved.map((entry): [string, Group] => {
        assert(Array.isArray(entry) && Array.isArray(entry[1]), 'a saved group is its keys and its buffers');
        const keys = decodeValues(entry[0], keyTypes);
        const saves: unknown[] = entry[1];
        const buffers = this.#plan.calls.map((call, index) => decodeValues(saves[index], call.aggregate.bufferTypes));
        return [keyText(keys), { keys, buffers }];
      }),
    );
  }

  #merge(partial: PartialGroup): Group {
    const stored = this.#state.get(partial.keyText);
    const buffers = this.#plan.calls.map((call, index) => {
      const merged = [...(stored?.buffers[index] ?? call.aggregate.initial())];
      call.aggregate.merge(merged, partial.buffers[index] ?? call.aggregate.initial());
      return merged;
    });
    const group = { keys: stored?.keys ?? partial.keys, buffers };
    this.#state.put(partial.keyText, group);
    return group;
  }

  #evict(watermarkMicros: bigint, emit: ((group: Group) => void) | null): number {
    if (this.#timeOf === null) return 0;
    const past: [string, Group][] = [];
    for (const entry of this.#state.entries()) if (this.#isPast(entry[1].keys, watermarkMicros)) past.push(entry);
    for (const [key, group] of past) {
      this.#state.remove(key);
      emit?.(group);
    }
    return past.length;
  }

  /** A group is past once its window's end, or its time, is at or below the watermark; a null time never is. */
  #isPast(keys: readonly Value[], watermarkMicros: bigint): boolean {
    const time = this.#timeOf?.(keys) ?? null;
    return time !== null && time <= watermarkMicros;
  }

  #resultRow(group: Group): Row {
    const results = this.#plan.calls.map((call, index) => call.aggregate.result(group.buffers[index] ?? []));
    return [...group.keys, ...results];
  }

  /** A rough figure for progress: an entry of the map, and eight bytes a value. */
  #groupBytes(): number {
    const values =
      this.#plan.keys.length + this.#plan.calls.reduce((sum, call) => sum + call.aggregate.bufferTypes.length, 0);
    return 96 + 16 * values;
  }
}

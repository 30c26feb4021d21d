/**
 * Streaming aggregation by Spark's steps (semantics 5.3, 6.1, 7): aggregate the batch by key, drop late groups, merge into
 * the state, emit what the output mode asks for, evict what the watermark has passed. In batch mode there is one batch,
 * nothing is late and every group is emitted.
 */
import type { Aggregate } from '../../plan/operators/aggregate.ts';
import { Pacer } from '../../sources/pacer.ts';
import { GroupRows, rowMaker } from '../../state/groups/group-rows.ts';
import { GroupState } from '../../state/groups/group-state.ts';
import { GroupTable } from '../../state/groups/group-table.ts';
import { GroupsTable } from '../../state/groups/groups-table.ts';
import { type MemoryAccount, unlimitedAccount } from '../../state/memory-budget.ts';
import type { StateTable } from '../../state/state-table.ts';
import type { BatchScope } from '../batch-scope.ts';
import type { QueryScope, StatefulExec } from '../operator-exec.ts';
import type { RowSink } from '../row-sink.ts';
import { GroupTimes } from './group-times.ts';
import { PartialAggregation, type PartialGroup } from './partial-aggregation.ts';
import { StateTimes } from './state-times.ts';

/** Groups between two looks at the time. */
const STEP_GROUPS = 512;
/** Results of fewer groups than this are made at once. */
const LATER_GROUPS_MIN = 4096;
/** Rows between two looks at what the batch's groups take. */
const STEP_ROWS = 1024;

/** Groups of one batch: a table that a compiled stage has made, or the interpreter's. */
export type BatchGroups = GroupTable | Iterable<PartialGroup>;

export class AggregateExec implements StatefulExec {
  readonly tables: readonly StateTable[];
  readonly #plan: Aggregate;
  readonly #query: QueryScope;
  readonly #partial: PartialAggregation;
  readonly #state: GroupState;
  readonly #times: StateTimes;
  readonly #groupTimes: GroupTimes;
  readonly #stateMemory: MemoryAccount;
  readonly #partialMemory: MemoryAccount;

  constructor(plan: Aggregate, query: QueryScope) {
    this.#plan = plan;
    this.#query = query;
    this.#partial = new PartialAggregation(plan, query.environment);
    this.#state = new GroupState(GroupTable.of(plan));
    this.#times = new StateTimes(query.clock);
    this.#groupTimes = new GroupTimes(plan);
    this.#stateMemory = query.memory?.account(plan.nodeId) ?? unlimitedAccount;
    this.#partialMemory = query.memory?.account(plan.nodeId) ?? unlimitedAccount;
    const noted = (from: number): void => {
      this.#groupTimes.added(this.#state.table, from);
      this.#stateMemory.set(this.#state.memoryBytes);
    };
    const cleared = (): void => {
      this.#groupTimes.reset(this.#state.table);
      noted(0);
    };
    this.tables = [new GroupsTable(this.#state, plan, { cleared, restored: noted })];
  }

  get wantsNoDataBatches(): boolean {
    return this.#query.isStreaming && this.#query.outputMode !== 'complete';
  }

  open(batch: BatchScope, output: RowSink): RowSink {
    const count = batch.countOf(this.#plan.nodeId);
    this.#partial.clear();
    let rows = 0;
    return {
      push: (row) => {
        count.in++;
        this.#partial.add(row);
        if (++rows % STEP_ROWS === 0) this.#partialMemory.set(this.#partial.memoryBytes);
      },
      end: () => {
        if (this.#plan.keys.length === 0) this.#partial.groupOf([]);
        batch.later(this.#ending(batch, output));
      },
    };
  }

  /** What comes when all rows were fed one by one. */
  *#ending(batch: BatchScope, output: RowSink): Generator<void> {
    yield* this.#steps(this.#partial.groups, batch, output);
    this.#partial.clear();
    this.#partialMemory.set(0);
  }

  /**
   * Merges the groups of a batch into the state and emits. Gives way to the event loop at least every 15 ms and throws
   * `CancelledError` soon after `signal` aborts. A table may be taken over where no other batch can follow.
   */
  async finish(groups: BatchGroups, batch: BatchScope, output: RowSink, signal: AbortSignal): Promise<void> {
    const pacer = new Pacer(signal);
    for (const _ of this.#steps(groups, batch, output)) if (pacer.isDue) await pacer.rest();
  }

  commit(): void {
    this.#times.committing(() => this.#state.commit());
    this.#stateMemory.set(this.#state.memoryBytes);
  }

  abort(): void {
    if (this.#query.isStreaming) this.#state.abort();
    else this.#state.replace(GroupTable.of(this.#plan));
    this.#groupTimes.reset(this.#state.table);
    this.#stateMemory.set(this.#state.memoryBytes);
    this.#partial.clear();
    this.#partialMemory.set(0);
  }

  /** What a batch does to the state, in steps of a few milliseconds at most. */
  *#steps(groups: BatchGroups, batch: BatchScope, output: RowSink): Generator<void> {
    const count = batch.countOf(this.#plan.nodeId);
    const { outputMode, isStreaming } = this.#query;
    const isWhole = !isStreaming || outputMode === 'complete';
    this.#times.start();
    yield* this.#state.compact();
    const lateMs = isWhole ? null : batch.plan.lateWatermarkMs;
    const merged = isStreaming ? yield* this.#merge(groups, lateMs) : yield* this.#takeOver(groups);
    this.#groupTimes.added(this.#state.table, this.#state.firstAdded);
    this.#times.updated();
    const { table } = this.#state;
    const emit = this.#emitter(table, output, count);
    let removed = 0;
    if (isWhole && this.#handsOver(table, output)) {
      count.out += table.size;
    } else if (isWhole) {
      for (let group = 0; group < table.size; group++) {
        if (table.isLive(group)) emit(group);
        if (group % STEP_GROUPS === 0) yield;
      }
    } else {
      if (outputMode === 'update') {
        for (let at = 0; at < merged.groups.length; at++) {
          const group = merged.groups[at] as number;
          if (group >= 0) emit(group);
          if (at % STEP_GROUPS === 0) yield;
        }
      }
      const removing = this.#times.beginRemoving();
      const past = yield* this.#groupTimes.takePast(table, batch.plan.evictWatermarkMs);
      removing.end();
      removed = past.length;
      for (const [at, group] of past.entries()) {
        this.#state.remove(group);
        if (outputMode === 'append') emit(group);
        if (at % STEP_GROUPS === 0) yield;
      }
    }
    batch.reportState(
      this.#times.timed({
        operatorName: 'stateStoreSave',
        numRowsTotal: this.#state.size,
        numRowsUpdated: merged.updated,
        numRowsRemoved: removed,
        memoryUsedBytes: this.#state.memoryBytes,
        numRowsDroppedByWatermark: merged.dropped,
        customMetrics: {},
      }),
    );
    output.end();
  }

  /** Merges what is not late. */
  *#merge(groups: BatchGroups, lateMs: number | null): Generator<void, Merged> {
    if (!(groups instanceof GroupTable)) return yield* this.#mergeBuffers(groups, lateMs);
    const isLate = lateMs === null ? null : this.#groupTimes.pastOf(groups, lateMs);
    const takes = isLate === null ? undefined : (group: number) => !isLate(group);
    const into = new Int32Array(groups.size);
    const batchBytes = groups.memoryBytes;
    for (const _ of this.#state.merge(groups, takes, into)) {
      this.#stateMemory.set(this.#state.memoryBytes + batchBytes);
      yield;
    }
    let dropped = 0;
    for (const group of into) if (group < 0) dropped++;
    return { groups: into, updated: groups.size - dropped, dropped };
  }

  *#mergeBuffers(groups: Iterable<PartialGroup>, lateMs: number | null): Generator<void, Merged> {
    const into: number[] = [];
    let dropped = 0;
    for (const { keys, buffers } of groups) {
      if (lateMs !== null && this.#groupTimes.isPast(keys, lateMs)) {
        dropped++;
        continue;
      }
      into.push(this.#state.mergeBuffers(keys, buffers));
      if (into.length % STEP_GROUPS !== 0) continue;
      this.#stateMemory.set(this.#state.memoryBytes);
      yield;
    }
    this.#stateMemory.set(this.#state.memoryBytes);
    return { groups: into, updated: into.length, dropped };
  }

  /** In batch mode the groups of the one batch are the state. */
  *#takeOver(groups: BatchGroups): Generator<void, Merged> {
    if (!(groups instanceof GroupTable)) return yield* this.#mergeBuffers(groups, null);
    for (let from = 0; from < groups.size; from += STEP_GROUPS) {
      for (const accumulator of groups.accumulators) {
        accumulator.settle(from, Math.min(groups.size, from + STEP_GROUPS));
      }
      yield;
    }
    this.#state.replace(groups);
    this.#stateMemory.set(groups.memoryBytes);
    return { groups: [], updated: groups.size, dropped: 0 };
  }

  /** Gives all groups away as columns, where the output wants them: rows that nobody may ever read need not be made. */
  #handsOver(table: GroupTable, output: RowSink): boolean {
    if (output.takeColumns === undefined || table.size < LATER_GROUPS_MIN || !GroupRows.canBeMadeOf(table))
      return false;
    // In batch mode no other batch follows that could change the table.
    const rows = this.#query.isStreaming ? GroupRows.copyOf(table) : GroupRows.of(table);
    return output.takeColumns(rows, rows.extraBytes);
  }

  #emitter(table: GroupTable, output: RowSink, count: { out: number }): (group: number) => void {
    const make = rowMaker(table.keys, table.accumulators);
    return (group) => {
      count.out++;
      output.push(make(group));
    };
  }
}

interface Merged {
  /** Groups of the state that the batch touched, in the batch's order; negative numbers stand for none. */
  readonly groups: Int32Array | readonly number[];
  readonly updated: number;
  readonly dropped: number;
}

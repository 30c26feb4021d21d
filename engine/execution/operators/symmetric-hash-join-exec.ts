/**
 * A join of two streams (semantics 9.3). In each batch:
 *
 *  1. drop the late rows of each side
 *  2. hold back rows that fail what the condition asks of their side alone; a preserved one comes out at once with nulls
 *  3. each left row meets the right rows kept so far, then is kept; then each right row meets the left rows kept, those of
 *     this batch too, and is kept
 *  4. let go of the rows that the watermark has passed; preserved ones that never met a partner come out with nulls
 *
 * A left-semi join takes the right rows first, and lets go of a left row as soon as it has met a partner. Rows are found by
 * key, and let go of in the order of their times, so that neither looks at rows that it does not touch.
 */
import type { Evaluator } from '../../expression/expr.ts';
import { interpret } from '../../expression/interpret.ts';
import { joinEviction } from '../../plan/join-eviction.ts';
import { pushedBelow } from '../../plan/join-pushdown.ts';
import { isPreserved, JOIN_SIDES, type JoinSide, otherSide } from '../../plan/join-side.ts';
import type { LogicalPlan } from '../../plan/logical-plan.ts';
import type { Join } from '../../plan/operators/join.ts';
import type { KeptRow } from '../../state/join-rows.ts';
import { type MemoryAccount, unlimitedAccount } from '../../state/memory-budget.ts';
import { RowSizes } from '../../state/row-memory.ts';
import type { StateTable } from '../../state/state-table.ts';
import type { Row, Value } from '../../types/value.ts';
import type { BatchScope } from '../batch-scope.ts';
import type { KeepsState, MergingExec, QueryScope } from '../operator-exec.ts';
import type { RowSink } from '../row-sink.ts';
import { RowPair } from './row-pair.ts';
import { StateTimes } from './state-times.ts';
import { SymmetricJoinSide } from './symmetric-join-side.ts';

/** Kept rows between two looks at what they take. */
const ACCOUNT_EVERY = 1024;
/** Rows that are let go of between two rests. */
const STEP_ROWS = 512;

/** What one batch does, counted. */
interface Batch {
  readonly scope: BatchScope;
  readonly emit: (row: Row) => void;
  readonly lateMicros: bigint;
  updated: number;
  removed: number;
  dropped: number;
}

export class SymmetricHashJoinExec implements MergingExec, KeepsState {
  readonly feedOrder: readonly number[];
  readonly tables: readonly StateTable[];
  readonly #plan: Join<LogicalPlan>;
  readonly #sides: Readonly<Record<JoinSide, SymmetricJoinSide>>;
  readonly #both: readonly Evaluator[];
  readonly #pair: RowPair;
  readonly #memory: MemoryAccount;
  readonly #sizes: Readonly<Record<JoinSide, RowSizes>> = { left: new RowSizes(), right: new RowSizes() };
  readonly #nullSafe: readonly boolean[];
  readonly #times: StateTimes;

  constructor(plan: Join<LogicalPlan>, query: QueryScope) {
    this.#plan = plan;
    this.feedOrder = plan.type === 'left-semi' ? [1, 0] : [0, 1];
    const pushed = plan.pushed ?? pushedBelow(plan);
    const eviction = joinEviction(plan);
    const sideOf = (side: JoinSide): SymmetricJoinSide =>
      new SymmetricJoinSide(plan, side, pushed[side], eviction[side], query.environment, {
        noted: (row) => this.#sizes[side].note(row),
        restored: () => this.#memory.set(this.#bytes()),
        cleared: () => this.#sizes[side].clear(),
      });
    this.#sides = { left: sideOf('left'), right: sideOf('right') };
    this.tables = JOIN_SIDES.map((side) => this.#sides[side].table);
    this.#both = plan.condition.both.map((expr) => interpret(expr, query.environment));
    this.#pair = new RowPair(plan.left.schema.length, plan.right.schema.length);
    this.#memory = query.memory?.account(plan.nodeId) ?? unlimitedAccount;
    this.#nullSafe = plan.condition.keys.map(({ nullSafe }) => nullSafe);
    this.#times = new StateTimes(query.clock);
  }

  get wantsNoDataBatches(): boolean {
    return JOIN_SIDES.some((side) => this.#sides[side].eviction !== null);
  }

  openAll(scope: BatchScope, output: RowSink): readonly RowSink[] {
    const count = scope.countOf(this.#plan.nodeId);
    const emit = (row: Row): void => {
      count.out++;
      output.push(row);
    };
    const lateMicros = BigInt(scope.plan.lateWatermarkMs) * 1000n;
    const batch: Batch = { scope, emit, lateMicros, updated: 0, removed: 0, dropped: 0 };
    let open = JOIN_SIDES.length;
    this.#times.start();
    return JOIN_SIDES.map((side) => ({
      push: (row) => {
        count.in++;
        this.#take(side, row, batch);
      },
      end: () => {
        open--;
        if (open === 0) scope.later(this.#ending(batch, output));
      },
    }));
  }

  commit(): void {
    this.#times.committing(() => {
      for (const side of JOIN_SIDES) this.#sides[side].rows.commit();
    });
  }

  abort(): void {
    for (const side of JOIN_SIDES) this.#sides[side].rows.abort();
    this.#memory.set(this.#bytes());
  }

  #take(side: JoinSide, row: Row, batch: Batch): void {
    const own = this.#sides[side];
    if (!own.arrives(row)) return;
    if (own.isLate(row, batch.lateMicros)) {
      batch.dropped++;
      return;
    }
    if (!own.canMatch(row)) {
      if (isPreserved(this.#plan.type, side)) batch.emit(this.#unmatched(side, row));
      return;
    }
    const keys = own.keysOf(row);
    const key = own.keyText(keys);
    const isMatched = this.#meet(side, row, keys, key, batch);
    const kept = own.keep(key, keys, row, isMatched);
    if (!this.#mustKeep(side, kept, batch.scope.plan.evictWatermarkMs)) return;
    own.rows.add(kept);
    this.#sizes[side].note(row);
    if (++batch.updated % ACCOUNT_EVERY === 0) this.#memory.set(this.#bytes());
  }

  /** Puts out what the row makes with the rows of the other side; whether there was any. */
  #meet(side: JoinSide, row: Row, keys: readonly Value[], key: string, batch: Batch): boolean {
    if (!this.#canMeet(keys)) return false;
    const { rows } = this.#sides[otherSide(side)];
    const isSemi = this.#plan.type === 'left-semi';
    const pair = this.#pair;
    let isMatched = false;
    pair.put(side, row);
    for (const partner of rows.of(key)) {
      if (partner.isGone) continue;
      pair.put(otherSide(side), partner.row);
      if (!this.#holds(pair.current)) continue;
      isMatched = true;
      if (!isSemi) {
        rows.markMatched(partner);
        batch.emit(pair.copy());
        continue;
      }
      batch.emit(side === 'left' ? row : partner.row);
      if (side === 'left') break;
      rows.remove(partner);
      batch.removed++;
    }
    return isMatched;
  }

  /** Whether a pair of rows with equal keys meets the rest of the condition. */
  #holds(pair: Row): boolean {
    for (const holds of this.#both) if (holds(pair) !== true) return false;
    return true;
  }

  /**
   * A null equals nothing, but for `<=>`. In a full join of streams Spark lets nulls meet all the same: it finds rows by the
   * bytes of their keys, and holds nulls back only from sides that need not come out whole.
   */
  #canMeet(keys: readonly Value[]): boolean {
    return this.#plan.type === 'full' || keys.every((value, index) => value !== null || this.#nullSafe[index] === true);
  }

  #mustKeep(side: JoinSide, kept: KeptRow, evictWatermarkMs: number): boolean {
    if (side === 'left') return this.#plan.type !== 'left-semi' || !kept.isMatched;
    // A right row that is past comes after the left rows of its batch: it has nothing to wait for but its own nulls. Spark
    // does not keep it in a left-semi join either, where the left rows are still to come.
    if (!this.#sides.right.isPast(kept, evictWatermarkMs)) return true;
    return isPreserved(this.#plan.type, 'right') && !kept.isMatched;
  }

  *#ending(batch: Batch, output: RowSink): Generator<void> {
    for (const side of JOIN_SIDES) yield* this.#sides[side].rows.tidy();
    this.#times.updated();
    const removing = this.#times.beginRemoving();
    yield* this.#evict(batch);
    removing.end();
    this.#memory.set(this.#bytes());
    const size = this.#sides.left.rows.size + this.#sides.right.rows.size;
    batch.scope.reportState(
      this.#times.timed({
        operatorName: 'symmetricHashJoin',
        numRowsTotal: size,
        numRowsUpdated: batch.updated,
        numRowsRemoved: batch.removed,
        memoryUsedBytes: this.#bytes(),
        numRowsDroppedByWatermark: batch.dropped,
        numStateStoreInstances: 4, // Spark keeps two for each side
        customMetrics: {},
      }),
    );
    output.end();
  }

  *#evict(batch: Batch): Generator<void> {
    let looks = 0;
    for (const side of JOIN_SIDES) {
      const isSilent = !isPreserved(this.#plan.type, side);
      for (const past of this.#sides[side].evict(batch.scope.plan.evictWatermarkMs)) {
        if (past !== null) {
          // Spark counts what goes only on a side whose rows go silently (semantics 12.3).
          if (isSilent) batch.removed++;
          else if (!past.isMatched) batch.emit(this.#unmatched(side, past.row));
        }
        if (++looks % STEP_ROWS === 0) yield;
      }
    }
  }

  #unmatched(side: JoinSide, row: Row): Row {
    this.#pair.put(side, row);
    this.#pair.clear(otherSide(side));
    return this.#pair.copy();
  }

  /** An estimate: an entry of a list and of the map, and what rows take on average. */
  #bytes(): number {
    return JOIN_SIDES.reduce((sum, name) => {
      const side = this.#sides[name];
      const row = Math.max(this.#sizes[name].bytesEach, 16 * side.columns);
      return sum + side.rows.size * (96 + row + 16 * this.#nullSafe.length);
    }, 0);
  }
}

/**
 * A join that keeps nothing from batch to batch: of a stream with static rows (semantics 9.1), or of whole inputs in batch
 * mode. The rows of one side are gathered by key, then those of the other come by. Without an equality all rows have one key,
 * so that every pair is looked at.
 */
import type { Evaluator, Expr } from '../../expression/expr.ts';
import { interpret } from '../../expression/interpret.ts';
import { isPreserved, type JoinSide, otherSide } from '../../plan/join-side.ts';
import { isStreamingPlan, type LogicalPlan } from '../../plan/logical-plan.ts';
import type { Join } from '../../plan/operators/join.ts';
import { unlimitedAccount } from '../../state/memory-budget.ts';
import { RowMemory } from '../../state/row-memory.ts';
import { makeGroupKey } from '../../types/group-key.ts';
import type { Row, Value } from '../../types/value.ts';
import type { BatchScope } from '../batch-scope.ts';
import type { MergingExec, QueryScope } from '../operator-exec.ts';
import type { RowSink } from '../row-sink.ts';
import { RowPair } from './row-pair.ts';

/** A row's entry, the text of its key and its place in the map. */
const GATHERED_BYTES = 160;
/** Rows that are looked at between two rests. */
const STEP_ROWS = 512;

interface Gathered {
  readonly row: Row;
  isMatched: boolean;
}

export class HashJoinExec implements MergingExec {
  readonly feedOrder: readonly number[];
  readonly #plan: Join<LogicalPlan>;
  /** The side that is gathered: a static one, else the right. */
  readonly #built: JoinSide;
  readonly #sides: Readonly<Record<JoinSide, SideReader>>;
  readonly #both: readonly Evaluator[];
  readonly #pair: RowPair;
  readonly #memory: RowMemory;

  constructor(plan: Join<LogicalPlan>, query: QueryScope) {
    this.#plan = plan;
    this.#built = query.isStreaming && !isStreamingPlan(plan.left) ? 'left' : 'right';
    this.feedOrder = this.#built === 'left' ? [0, 1] : [1, 0];
    const compute = (expr: Expr): Evaluator => interpret(expr, query.environment);
    this.#sides = { left: new SideReader(plan, 'left', compute), right: new SideReader(plan, 'right', compute) };
    this.#both = plan.condition.both.map(compute);
    this.#memory = new RowMemory(query.memory?.account(plan.nodeId) ?? unlimitedAccount, GATHERED_BYTES);
    this.#pair = new RowPair(plan.left.schema.length, plan.right.schema.length);
  }

  openAll(batch: BatchScope, output: RowSink): readonly RowSink[] {
    const count = batch.countOf(this.#plan.nodeId);
    const emit = (row: Row): void => {
      count.out++;
      output.push(row);
    };
    const built = this.#sides[this.#built];
    const gathered: Gathered[] = [];
    this.#memory.clear();
    const byKey = new Map<string, Gathered[]>();
    const gather: RowSink = {
      push: (row) => {
        count.in++;
        this.#memory.add(row);
        const entry = { row, isMatched: false };
        gathered.push(entry);
        const key = built.keyOf(row);
        if (key === null) return;
        const others = byKey.get(key);
        if (others === undefined) byKey.set(key, [entry]);
        else others.push(entry);
      },
      end: () => undefined,
    };
    const probe: RowSink = {
      push: (row) => {
        count.in++;
        this.#probe(row, byKey, emit);
      },
      end: () => batch.later(this.#ending(gathered, emit, output)),
    };
    return this.#built === 'left' ? [gather, probe] : [probe, gather];
  }

  /** Rows that found no partner and come all the same. */
  *#ending(gathered: readonly Gathered[], emit: (row: Row) => void, output: RowSink): Generator<void> {
    if (isPreserved(this.#plan.type, this.#built)) {
      for (const [at, { row, isMatched }] of gathered.entries()) {
        if (!isMatched) emit(this.#unmatched(this.#built, row));
        if (at % STEP_ROWS === 0) yield;
      }
    }
    this.#memory.clear();
    output.end();
  }

  #probe(row: Row, byKey: ReadonlyMap<string, readonly Gathered[]>, emit: (row: Row) => void): void {
    const side = otherSide(this.#built);
    const { type } = this.#plan;
    const key = this.#sides[side].keyOf(row);
    const pair = this.#pair;
    let isMatched = false;
    pair.put(side, row);
    for (const partner of (key === null ? undefined : byKey.get(key)) ?? []) {
      pair.put(this.#built, partner.row);
      if (!this.#holds(pair.current)) continue;
      isMatched = true;
      if (type === 'left-semi' || type === 'left-anti') break;
      partner.isMatched = true;
      emit(pair.copy());
    }
    if (type === 'left-semi' || type === 'left-anti') {
      if (isMatched === (type === 'left-semi')) emit(row);
    } else if (!isMatched && isPreserved(type, side)) emit(this.#unmatched(side, row));
  }

  /** Whether a pair of rows with equal keys meets the rest of the condition. */
  #holds(pair: Row): boolean {
    for (const holds of this.#both) if (holds(pair) !== true) return false;
    return true;
  }

  #unmatched(side: JoinSide, row: Row): Row {
    this.#pair.put(side, row);
    this.#pair.clear(otherSide(side));
    return this.#pair.copy();
  }
}

/** Reads the keys of one side's rows. */
class SideReader {
  readonly #keys: readonly Evaluator[];
  readonly #nullSafe: readonly boolean[];
  readonly #own: readonly Evaluator[];
  readonly #text: (values: readonly Value[]) => string;

  constructor(plan: Join<LogicalPlan>, side: JoinSide, compute: (expr: Expr) => Evaluator) {
    const { keys } = plan.condition;
    this.#keys = keys.map((key) => compute(key[side]));
    this.#nullSafe = keys.map(({ nullSafe }) => nullSafe);
    this.#own = plan.condition[side === 'left' ? 'leftOnly' : 'rightOnly'].map(compute);
    this.#text = makeGroupKey(keys.map((key) => key[side].type));
  }

  /** Null for a row that can have no partner. */
  keyOf(row: Row): string | null {
    if (!this.#own.every((holds) => holds(row) === true)) return null;
    const values = this.#keys.map((key) => key(row));
    const isNull = values.some((value, index) => value === null && this.#nullSafe[index] === false);
    return isNull ? null : this.#text(values);
  }
}

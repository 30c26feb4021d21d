import { must } from '../../base/assert.ts';
import type { Environment, Evaluator, Expr } from '../../expression/expr.ts';
import { interpret } from '../../expression/interpret.ts';
import type { SideEviction } from '../../plan/join-eviction.ts';
import type { JoinSide } from '../../plan/join-side.ts';
import type { LogicalPlan } from '../../plan/logical-plan.ts';
import type { Join, JoinKey } from '../../plan/operators/join.ts';
import { JoinRows, type KeptRow } from '../../state/join-rows.ts';
import type { StateTable } from '../../state/state-table.ts';
import type { DataType } from '../../types/data-type.ts';
import { makeGroupKey } from '../../types/group-key.ts';
import type { Row, Value } from '../../types/value.ts';
import { eventTimeReader } from '../event-time.ts';
import { type JoinSideRows, JoinSideTable } from './join-side-table.ts';

type TimeOf = (row: Row, keys: readonly Value[]) => bigint | null;

/** One side of a join of two streams: how its rows are read, and those that it keeps. */
export class SymmetricJoinSide {
  readonly rows = new JoinRows();
  readonly table: StateTable;
  readonly columns: number;
  readonly eviction: SideEviction | null;
  readonly #keys: readonly Evaluator[];
  readonly #keyTypes: readonly DataType[];
  readonly #columnTypes: readonly DataType[];
  readonly #keyText: (values: readonly Value[]) => string;
  readonly #pushed: readonly Evaluator[];
  readonly #own: readonly Evaluator[];
  readonly #lateTime: ((row: Row) => bigint | null) | null;
  readonly #evictionTime: TimeOf | null;

  /** @param memory told of what a checkpoint brings back */
  constructor(
    plan: Join<LogicalPlan>,
    side: JoinSide,
    pushed: readonly Expr[],
    eviction: SideEviction | null,
    environment: Environment,
    memory: Pick<JoinSideRows, 'noted' | 'restored' | 'cleared'>,
  ) {
    const { schema } = plan[side];
    const compute = (expr: Expr): Evaluator => interpret(expr, environment);
    const keys = plan.condition.keys.map((key: JoinKey) => key[side]);
    this.columns = schema.length;
    this.eviction = eviction;
    this.#keys = keys.map(compute);
    this.#keyTypes = keys.map(({ type }) => type);
    this.#columnTypes = schema.map(({ type }) => type);
    this.#keyText = makeGroupKey(this.#keyTypes);
    this.#pushed = pushed.map(compute);
    this.#own = plan.condition[side === 'left' ? 'leftOnly' : 'rightOnly'].map(compute);
    const [late] = plan.times[side];
    this.#lateTime = late === undefined ? null : timeOfColumn(schema[late]?.type, late);
    this.#evictionTime = evictionTime(eviction, this.#keyTypes, this.#columnTypes);
    this.table = new JoinSideTable(side, schema, keys, this.rows, {
      keysOf: (row) => this.keysOf(row),
      keep: (keys, row, isMatched) => this.keep(this.keyText(keys), keys, row, isMatched),
      ...memory,
    });
  }

  /** Whether the row is there for the join at all; see `join-pushdown.ts`. */
  arrives(row: Row): boolean {
    return this.#pushed.every((holds) => holds(row) === true);
  }

  isLate(row: Row, watermarkMicros: bigint): boolean {
    const time = this.#lateTime?.(row) ?? null;
    return time !== null && time <= watermarkMicros;
  }

  /** Whether the row meets what the condition asks of its side alone. */
  canMatch(row: Row): boolean {
    return this.#own.every((holds) => holds(row) === true);
  }

  keysOf(row: Row): readonly Value[] {
    return this.#keys.map((key) => key(row));
  }

  keyText(keys: readonly Value[]): string {
    return this.#keyText(keys);
  }

  /** What would be kept of a row, with the time by which a watermark lets it go. */
  keep(key: string, keys: readonly Value[], row: Row, isMatched: boolean): KeptRow {
    return {
      number: -1,
      key,
      row,
      time: this.#evictionTime?.(row, keys) ?? null,
      isMatched,
      isGone: false,
    };
  }

  /** Takes out the rows that find no partner any more, as `JoinRows.takeUntil` does. */
  evict(watermarkMs: number): Iterable<KeptRow | null> {
    return this.eviction === null ? [] : this.rows.takeUntil(this.#boundMicros(watermarkMs));
  }

  isPast(kept: KeptRow, watermarkMs: number): boolean {
    return kept.time !== null && kept.time <= this.#boundMicros(watermarkMs);
  }

  #boundMicros(watermarkMs: number): bigint {
    return BigInt(must(this.eviction, 'a side that lets rows go').boundMs(watermarkMs)) * 1000n;
  }
}

function timeOfColumn(type: DataType | undefined, index: number): (row: Row) => bigint | null {
  const read = eventTimeReader(must(type, 'an event-time column has a type'));
  return (row) => read(row[index] ?? null);
}

function evictionTime(
  eviction: SideEviction | null,
  keyTypes: readonly DataType[],
  columnTypes: readonly DataType[],
): TimeOf | null {
  if (eviction === null) return null;
  const { by, index } = eviction;
  const ofRow = timeOfColumn((by === 'key' ? keyTypes : columnTypes)[index], index);
  return by === 'key' ? (_, keys) => ofRow(keys) : (row) => ofRow(row);
}

import type { ErrorCode } from '../../base/errors/catalogue.ts';
import type { ErrorParams } from '../../base/errors/entry.ts';
import type { Result } from '../../base/result.ts';
import type { DataType } from '../../types/data-type.ts';
import type { Value } from '../../types/value.ts';
import type { Expr } from '../expr.ts';

/** What one group of one aggregate has gathered. Owned by the state; `update` and `merge` change it in place. */
export type AggregateBuffer = Value[];

/**
 * An aggregate over arguments of known types. Spark's flow per key: `update` a batch's buffer with each row, `merge` it
 * into the stored buffer (stored first), `result` when the group is emitted.
 *
 * An array inside a buffer belongs to that buffer alone. `update` may change it in place. `merge` may not: the stored
 * buffer's arrays are still those of the committed state, so it puts new ones in their place, and it keeps none of the
 * partial's.
 */
export interface BoundAggregate {
  readonly resultType: DataType;
  readonly nullable: boolean;
  /** Types the arguments are cast to before `update` sees them: of the first ones, as many as rows have a say in. */
  readonly argumentTypes: readonly DataType[];
  /** Types of the buffer's values, for checkpoints. */
  readonly bufferTypes: readonly DataType[];
  initial(): AggregateBuffer;
  /** Throws `EngineError` on overflow (ANSI). */
  update(buffer: AggregateBuffer, args: readonly Value[]): void;
  merge(stored: AggregateBuffer, partial: AggregateBuffer): void;
  result(buffer: AggregateBuffer): Value;
}

export interface AggregateProblem {
  readonly code: ErrorCode;
  readonly params: ErrorParams;
}

/** What an aggregate is, for palettes and reference pages. */
export interface AggregateHelp {
  /** How it is called; arguments that may be left out are in brackets. */
  readonly usage: string;
  readonly en: string;
  readonly fr: string;
}

/** An aggregate function by its Spark names. One or a few kindred ones a file. */
export interface AggregateFunction {
  /** The name it is listed under first, then its aliases; lower case. */
  readonly names: readonly [string, ...string[]];
  /** `*` as an argument: `count` alone takes it. */
  readonly takesStar: boolean;
  /** False where Spark refuses `DISTINCT`. */
  readonly takesDistinct: boolean;
  readonly minArgs: number;
  readonly maxArgs: number;
  readonly help: AggregateHelp;
  /**
   * Types the call; `args` are as written, before any implicit cast, and as many as `minArgs` and `maxArgs` ask for.
   * `written` is the name it was called by.
   */
  bind(args: readonly Expr[], written: string): Result<BoundAggregate, AggregateProblem>;
  /** The default column name; absent: `written(arg, arg)`. The first argument's text begins with `DISTINCT ` if so written. */
  display?(args: readonly string[], written: string): string;
}

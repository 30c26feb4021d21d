import type { ErrorCode } from '../../base/errors/catalogue.ts';
import type { ErrorParams } from '../../base/errors/entry.ts';
import type { Result } from '../../base/result.ts';
import type { DataType } from '../../types/data-type.ts';
import type { Value } from '../../types/value.ts';

/** What one group of one aggregate has gathered. Owned by the state; `update` and `merge` change it in place. */
export type AggregateBuffer = Value[];

/**
 * An aggregate over arguments of known types. Spark's flow per key: `update` a batch's buffer with each row, `merge` it
 * into the stored buffer (stored first), `result` when the group is emitted.
 */
export interface BoundAggregate {
  readonly resultType: DataType;
  readonly nullable: boolean;
  /** Types the arguments are cast to before `update` sees them. */
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

/** An aggregate function by its Spark names. */
export interface AggregateFunction {
  /** The name it is listed under first, then its aliases; lower case. */
  readonly names: readonly [string, ...string[]];
  /** `*` as an argument: `count` alone takes it. */
  readonly takesStar: boolean;
  bind(args: readonly DataType[]): Result<BoundAggregate, AggregateProblem>;
}

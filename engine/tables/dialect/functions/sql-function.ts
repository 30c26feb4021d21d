import { must } from '../../../base/assert.ts';
import { EngineError } from '../../../base/errors/engine-error.ts';
import { commonType } from '../../../expression/coercion.ts';
import type { DataType } from '../../../types/data-type.ts';
import { printDataType } from '../../../types/data-type-text.ts';
import type { Bound } from '../bound.ts';
import { convert } from '../conversion.ts';

/** A call of a function whose arguments are bound. */
export interface Call {
  /** As it was written, in lower case. */
  readonly name: string;
  readonly args: readonly Bound[];
  readonly timeZone: string;
}

export interface ScalarResult {
  readonly sql: string;
  readonly type: DataType;
  /** Where Spark does not write `name(arg, arg)`. */
  readonly name?: string | undefined;
}

/** A function of Spark's SQL and how it is said in the query engine's. */
export interface ScalarFunction {
  readonly names: readonly string[];
  /** Fewest and most arguments. */
  readonly arity: readonly [number, number];
  /** The result must be exactly of the type that it states. */
  bind(call: Call): ScalarResult;
}

export interface AggregateResult {
  /** The query engine's function and its arguments. */
  readonly call: string;
  readonly args: readonly string[];
  /** A condition on the rows that it takes, beside the query's own FILTER. */
  readonly onlyWhere?: string | undefined;
  readonly type: DataType;
  /** Makes the result exactly of `type`; absent where it is already. */
  finish?(sql: string): string;
}

/** An aggregate function; all but the ranking ones may stand with and without OVER. */
export interface AggregateFunction {
  readonly names: readonly string[];
  readonly arity: readonly [number, number];
  /** True for what only means something with OVER: `row_number`, `lag`. */
  readonly needsOver?: boolean | undefined;
  bind(call: Call, isDistinct: boolean): AggregateResult;
}

/** Argument `index`, which the arity guarantees. */
export function argument(call: Call, index: number): Bound {
  return must(call.args[index], 'the number of arguments was checked');
}

/** Argument `index` converted to `type`. */
export function argumentAs(call: Call, index: number, type: DataType): string {
  const value = argument(call, index);
  if (commonType(value.type, type) === null && type.kind !== 'string')
    throw wrongType(call, value, printDataType(type));
  return convert(value, type, call.timeZone).sql;
}

/** The text of a constant argument. @throws EngineError SQL-024 */
export function constantText(call: Call, index: number): string {
  const value = argument(call, index);
  if (typeof value.constant !== 'string') throw new EngineError('SQL-024', { name: call.name, argument: value.name });
  return value.constant;
}

export function wrongType(call: Call, value: Bound, expected: string): EngineError {
  return new EngineError('SQL-022', {
    name: call.name,
    argument: value.name,
    type: printDataType(value.type),
    expected,
  });
}

/** All arguments as their common type. */
export function unified(
  call: Call,
  args: readonly Bound[],
): { readonly sql: readonly string[]; readonly type: DataType } {
  let type = must(args[0], 'at least one argument').type;
  for (const value of args.slice(1)) {
    const wider = commonType(type, value.type);
    if (wider === null) throw wrongType(call, value, printDataType(type));
    type = wider;
  }
  return { sql: args.map((value) => convert(value, type, call.timeZone).sql), type };
}

import { must } from '../../base/assert.ts';
import { EngineError } from '../../base/errors/engine-error.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { type DataType, DOUBLE, isNumeric } from '../../types/data-type.ts';
import { printDataType } from '../../types/data-type-text.ts';
import type { Value } from '../../types/value.ts';
import { implicitCast } from '../coercion.ts';
import { columnsOf, type Expr } from '../expr.ts';
import { interpret } from '../interpret.ts';
import type { AggregateProblem } from './aggregate-function.ts';

/** A constant is the same in every zone; one that were not would be no constant. */
const NOWHEN = { timeZone: 'UTC', batchTimestampMs: () => 0 };

/** The argument at `position`, which the caller's `minArgs` says is there. */
export function argumentAt(args: readonly Expr[], position: number): Expr {
  return must(args[position], 'the number of arguments has been checked');
}

/** The type `wanted` where Spark would cast the argument to it by itself, or else the problem. */
export function castArgument(
  name: string,
  args: readonly Expr[],
  position: number,
  wanted: DataType,
): Result<DataType, AggregateProblem> {
  const { type } = argumentAt(args, position);
  return implicitCast(type, wanted) === null ? err(wrongType(name, position, printDataType(wanted), type)) : ok(wanted);
}

/** The number that an aggregate of numbers takes: a string or NULL is read as a double, as Spark's implicit cast does. */
export function numericArgument(name: string, args: readonly Expr[]): Result<DataType, AggregateProblem> {
  const { type } = argumentAt(args, 0);
  if (isNumeric(type)) return ok(type);
  if (type.kind === 'string' || type.kind === 'void') return ok(DOUBLE);
  return err({ code: 'PLN-032', params: { function: name, type: printDataType(type) } });
}

/** What is summed: numbers, intervals as such, and timestamps, which Spark turns into seconds. */
export function summableArgument(name: string, args: readonly Expr[]): Result<DataType, AggregateProblem> {
  const { type } = argumentAt(args, 0);
  if (type.kind === 'interval') return ok(type);
  return type.kind === 'timestamp' ? ok(DOUBLE) : numericArgument(name, args);
}

/** The value of an argument that must be known before any row is, cast to `type`; null where it is NULL. */
export function constantArgument(
  name: string,
  args: readonly Expr[],
  position: number,
  type: DataType,
): Result<Value, AggregateProblem> {
  const of = argumentAt(args, position);
  if (columnsOf(of).size > 0) return err({ code: 'PLN-034', params: { function: name, position: position + 1 } });
  const cast: Expr = { kind: 'cast', of, type, nullable: true, isTry: false, isExplicit: false };
  try {
    return ok(interpret(cast, NOWHEN)([]));
  } catch (error) {
    // Such as 1 / 0: there is no value, which is what Spark finds when it folds it.
    if (!(error instanceof EngineError)) throw error;
    return err({ code: 'PLN-034', params: { function: name, position: position + 1 } });
  }
}

export function wrongType(name: string, position: number, expected: string, found: DataType): AggregateProblem {
  return {
    code: 'PLN-033',
    params: { function: name, position: position + 1, expected, found: printDataType(found) },
  };
}

/** @param range as in `0..1` */
export function outOfRange(name: string, position: number, value: Value, range: string): AggregateProblem {
  const shown = value === null ? 'NULL' : String(value);
  return { code: 'PLN-035', params: { function: name, position: position + 1, value: shown, range } };
}

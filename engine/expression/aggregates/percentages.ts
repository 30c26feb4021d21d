import { err, ok, type Result } from '../../base/result.ts';
import { array, DOUBLE, isNumeric } from '../../types/data-type.ts';
import type { Value } from '../../types/value.ts';
import type { Expr } from '../expr.ts';
import type { AggregateProblem } from './aggregate-function.ts';
import { argumentAt, constantArgument, outOfRange, wrongType } from './argument.ts';
import { listed } from './value-counts.ts';

/** Which percentiles a call asks for. */
export interface Percentages {
  readonly values: readonly number[];
  /** The result is an array, with a value for each. */
  readonly isArray: boolean;
}

/** The second argument of the percentile functions: a constant from 0 to 1, or an array of such. */
export function percentagesOf(name: string, args: readonly Expr[]): Result<Percentages, AggregateProblem> {
  const { type } = argumentAt(args, 1);
  const isArray = type.kind === 'array';
  const element = isArray ? type.element : type;
  // A text counts as a number where it stands alone, but not in an array.
  const isTaken = isNumeric(element) || element.kind === 'void' || (!isArray && element.kind === 'string');
  if (!isTaken) return err(wrongType(name, 1, 'double, array<double>', type));
  const found = constantArgument(name, args, 1, isArray ? array(DOUBLE) : DOUBLE);
  if (!found.ok) return found;
  if (found.value === null) return err(outOfRange(name, 1, null, '0..1'));
  const values: readonly Value[] = isArray ? listed(found.value) : [found.value];
  const wrong = values.find((value) => typeof value !== 'number' || !(value >= 0 && value <= 1));
  if (wrong !== undefined) return err(outOfRange(name, 1, wrong, '0..1'));
  return ok({ values: values as readonly number[], isArray });
}

/** The results in the form that the call asks for; null where there is no value at all. */
export function percentileResult({ values, isArray }: Percentages, results: readonly Value[]): Value {
  if (results.length < values.length || results.length === 0) return null;
  return isArray ? results : (results[0] ?? null);
}

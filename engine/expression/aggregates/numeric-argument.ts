import { err, ok, type Result } from '../../base/result.ts';
import { type DataType, DOUBLE, isNumeric } from '../../types/data-type.ts';
import { printDataType } from '../../types/data-type-text.ts';
import type { AggregateProblem } from './aggregate-function.ts';

/**
 * The one argument of a numeric aggregate. A string is read as a double, as Spark's implicit cast does; NULL counts as a
 * double too.
 */
export function numericArgument(name: string, args: readonly DataType[]): Result<DataType, AggregateProblem> {
  const [type] = args;
  if (type === undefined || args.length !== 1) {
    return err({ code: 'PLN-031', params: { function: name, expected: 1, found: args.length } });
  }
  if (isNumeric(type)) return ok(type);
  if (type.kind === 'string' || type.kind === 'void') return ok(DOUBLE);
  return err({ code: 'PLN-032', params: { function: name, type: printDataType(type) } });
}

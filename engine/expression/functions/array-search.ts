import { must } from '../../base/assert.ts';
import { err, ok } from '../../base/result.ts';
import { comparatorOf } from '../../types/compare.ts';
import { array, type DataType } from '../../types/data-type.ts';
import type { Value } from '../../types/value.ts';
import type { Expr, ScalarFunction } from '../expr.ts';
import { comparableType, knownElementTypeOf, valueDiffers } from './array-elements.ts';
import { wrongArgument } from './signature.ts';
import { strict } from './strict.ts';

/** The same value, present on both sides: NaN is NaN and -0.0 is 0.0. */
export type IsSame = (a: Value, b: Value) => boolean;

/** A function of an array and a value that is looked for in it. Null elements are never the value. */
export function arraySearch(
  name: string,
  type: DataType | 'array',
  takesNull: boolean,
  nullable: (args: readonly Expr[]) => boolean,
  search: (values: readonly Value[], wanted: Value, isSame: IsSame) => Value,
): ScalarFunction {
  return {
    name,
    minArgs: 2,
    maxArgs: 2,
    sign: (args) => {
      const element = knownElementTypeOf(args, 0);
      if (!element.ok) return element;
      const wanted = must(args[1], 'there are two arguments');
      if (wanted.type.kind === 'void' && !takesNull) return err(wrongArgument(1, 'value', wanted.type));
      const common = comparableType(element.value, wanted.type);
      if (common === null) return err(valueDiffers(args));
      return ok({
        args: [array(common), common],
        type: type === 'array' ? array(common) : type,
        nullable: nullable(args),
      });
    },
    ...strict((call) => {
      const compare = comparatorOf(must(call.args[1], 'there are two arguments').type);
      const isSame: IsSame = (a, b) => a !== null && b !== null && compare(a, b) === 0;
      return (values, wanted) => search(values as readonly Value[], wanted ?? null, isSame);
    }),
  };
}

export function anyNullable(args: readonly Expr[]): boolean {
  return args.some(({ nullable }) => nullable);
}

import { DOUBLE } from '../../types/data-type.ts';
import type { ScalarFunction } from '../expr.ts';
import { takes, takesDoubles } from './signature.ts';
import { emitInline, strict } from './strict.ts';

/** Functions of doubles that JavaScript's `Math` has under the same name, and computes as Java does. */
type MathName =
  | 'acos'
  | 'acosh'
  | 'asin'
  | 'asinh'
  | 'atan'
  | 'atanh'
  | 'cbrt'
  | 'cos'
  | 'expm1'
  | 'hypot'
  | 'pow'
  | 'sin'
  | 'sinh'
  | 'sqrt'
  | 'tan'
  | 'tanh';

/**
 * A function of doubles that has the same name in JavaScript's `Math`; Spark prints it in capitals unless called by an alias.
 * The last digit may differ from Java's: neither promises correct rounding.
 */
export function doubleFunction(
  name: string,
  aliases: readonly string[],
  argCount: number,
  math: MathName,
  shown: string,
): ScalarFunction {
  const compute = Math[math] as (...values: number[]) => number;
  return {
    name,
    aliases,
    minArgs: argCount,
    maxArgs: argCount,
    sign: argCount === 1 ? takes([DOUBLE], DOUBLE, true) : takesDoubles(),
    ...strict(
      () =>
        (...values) =>
          compute(...(values as number[])),
    ),
    emit: (call, context, emitArgument) =>
      emitInline(call, context, emitArgument, (...values) => `Math.${math}(${values.join(', ')})`),
    display: (args, written) => `${written === name ? shown : written}(${args.join(', ')})`,
  };
}

/**
 * A function of one double that needs more than one of `Math`'s. Spark calls the result nullable, whatever the argument.
 *
 * @param compute null where Spark has no value
 * @param shown the name that Spark prints
 */
export function computedDouble(
  name: string,
  compute: (value: number) => number | null,
  shown = name.toUpperCase(),
): ScalarFunction {
  return {
    name,
    minArgs: 1,
    maxArgs: 1,
    sign: takes([DOUBLE], DOUBLE, true),
    ...strict(() => (value) => compute(value as number)),
    display: ([arg]) => `${shown}(${arg})`,
  };
}

import type { ScalarFunction } from '../expr.ts';
import { takesDoubles } from './signature.ts';
import { emitInline, strict } from './strict.ts';

/** A function of doubles that has the same name in JavaScript's `Math`; Spark prints it in capitals unless called by an alias. */
export function doubleFunction(
  name: string,
  aliases: readonly string[],
  argCount: number,
  math: 'sqrt' | 'exp' | 'pow',
  shown: string,
): ScalarFunction {
  const compute = Math[math] as (...values: number[]) => number;
  return {
    name,
    aliases,
    minArgs: argCount,
    maxArgs: argCount,
    sign: takesDoubles(),
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

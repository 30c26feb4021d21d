import { err, ok } from '../../base/result.ts';
import { BIGINT, INT } from '../../types/data-type.ts';
import { implicitCast } from '../coercion.ts';
import type { ScalarFunction } from '../expr.ts';
import { wrongArgument } from './signature.ts';
import { strict } from './strict.ts';

/**
 * A shift of the bits of an int or bigint. As on the JVM only the low five (int) or six (bigint) bits of the count matter, and
 * what leaves at one end is lost.
 *
 * @param operator Spark's operator for the same, where expressions have it
 */
export function bitShift(
  name: string,
  operator: string | null,
  narrow: (value: number, count: number) => number,
  wide: (value: bigint, count: bigint) => bigint,
): ScalarFunction {
  return {
    name,
    aliases: operator === null ? [] : [operator],
    minArgs: 2,
    maxArgs: 2,
    sign: ([value, count]) => {
      const type = value?.type.kind === 'bigint' ? BIGINT : INT;
      for (const [i, [arg, wanted]] of [[value, type] as const, [count, INT] as const].entries()) {
        if (arg !== undefined && implicitCast(arg.type, wanted) === null) return err(wrongArgument(i, 'int', arg.type));
      }
      return ok({ args: [type, INT], type });
    },
    ...strict((call) =>
      call.type.kind === 'bigint'
        ? (value, count) => BigInt.asIntN(64, wide(value as bigint, BigInt((count as number) & 63)))
        : (value, count) => narrow(value as number, count as number) | 0,
    ),
    display: ([value, count], written) =>
      written === operator ? `(${value} ${operator} ${count})` : `${written}(${value}, ${count})`,
  };
}

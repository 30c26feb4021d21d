import { err, ok, type Result } from '../../base/result.ts';
import { type DataType, DOUBLE, isNumeric } from '../../types/data-type.ts';
import { printDataType } from '../../types/data-type-text.ts';
import { castMayBeNull } from '../cast-nullability.ts';
import { commonTypeOf, implicitCast } from '../coercion.ts';
import type { Expr, ScalarFunction, SignatureProblem } from '../expr.ts';

/** Argument `argument` cannot be brought to the type that the function asks for. */
export function wrongArgument(argument: number, expected: string, found: DataType): SignatureProblem {
  return { code: 'EXP-032', params: { position: argument + 1, expected, found: printDataType(found) }, argument };
}

/**
 * Typing for functions with fixed argument types. The last of `wanted` stands for all further arguments.
 *
 * @param nullable absent: null where an argument is
 */
export function takes(wanted: readonly DataType[], type: DataType, nullable?: boolean): ScalarFunction['sign'] {
  return (args) => {
    const types: DataType[] = [];
    for (const [i, arg] of args.entries()) {
      const asked = wanted[Math.min(i, wanted.length - 1)] ?? arg.type;
      const cast = implicitCast(arg.type, asked);
      if (cast === null) return err(wrongArgument(i, printDataType(asked), arg.type));
      types.push(cast);
    }
    return ok({ args: types, type, ...(nullable === undefined ? {} : { nullable }) });
  };
}

/** Whether an argument may be null once it is brought to `type`. */
export function mayBeNull(arg: Expr, type: DataType): boolean {
  return arg.nullable || castMayBeNull(arg.type, type);
}

/** Typing for functions that bring all their arguments to one type and return it. */
export function oneType(args: readonly Expr[], name: string): Result<DataType, SignatureProblem> {
  const type = commonTypeOf(args.map((arg) => arg.type));
  if (type !== null) return ok(type);
  return err({ code: 'EXP-033', params: { name, types: args.map((arg) => printDataType(arg.type)) } });
}

/** The type that a single numeric argument is taken as: a string counts as a double, NULL too. */
export function numericType(arg: Expr): DataType | null {
  if (isNumeric(arg.type)) return arg.type;
  return arg.type.kind === 'string' || arg.type.kind === 'void' ? DOUBLE : null;
}

/** Typing for functions of doubles. */
export function takesDoubles(): ScalarFunction['sign'] {
  return takes([DOUBLE], DOUBLE);
}

import type { ScalarFunction } from '../expr.ts';
import { compileConnective, emitConnective } from './connective.ts';
import { signOperator } from './operator-signature.ts';

/** `a AND b`: false as soon as one side is; the right side is not looked at where the left is false. */
export const and: ScalarFunction = {
  name: 'and',
  minArgs: 2,
  maxArgs: 2,
  sign: signOperator('AND', 'boolean'),
  compile: (_, args) => compileConnective(args, false),
  emit: (call, context, emitArgument) => emitConnective(call, context, emitArgument, false),
  display: ([a, b]) => `(${a} AND ${b})`,
};

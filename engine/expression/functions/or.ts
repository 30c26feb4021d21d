import type { ScalarFunction } from '../expr.ts';
import { compileConnective, emitConnective } from './connective.ts';
import { signOperator } from './operator-signature.ts';

/** `a OR b`: true as soon as one side is; the right side is not looked at where the left is true. */
export const or: ScalarFunction = {
  name: 'or',
  minArgs: 2,
  maxArgs: 2,
  sign: signOperator('OR', 'boolean'),
  compile: (_, args) => compileConnective(args, true),
  emit: (call, context, emitArgument) => emitConnective(call, context, emitArgument, true),
  display: ([a, b]) => `(${a} OR ${b})`,
};

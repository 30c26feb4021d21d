import type { ScalarFunction } from '../expr.ts';
import { signOperator } from './operator-signature.ts';
import { emitInline, strict } from './strict.ts';

export const not: ScalarFunction = {
  name: 'not',
  minArgs: 1,
  maxArgs: 1,
  sign: signOperator('NOT', 'boolean'),
  ...strict(() => (value) => value !== true),
  emit: (call, context, emitArgument) => emitInline(call, context, emitArgument, (value) => `!${value}`),
  display: ([a]) => `(NOT ${a})`,
};

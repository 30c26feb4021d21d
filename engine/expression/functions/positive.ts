import { err, ok } from '../../base/result.ts';
import { INTERVAL } from '../../types/data-type.ts';
import type { ScalarFunction } from '../expr.ts';
import { numericType, wrongArgument } from './signature.ts';
import { emitInline, strict } from './strict.ts';

/** `+ a`: the number or interval itself. */
export const positive: ScalarFunction = {
  name: 'positive',
  minArgs: 1,
  maxArgs: 1,
  sign: ([arg]) => {
    if (arg === undefined) return err({ code: 'EXP-025', params: {} });
    const type = arg.type.kind === 'interval' ? INTERVAL : numericType(arg);
    return type === null ? err(wrongArgument(0, 'numeric', arg.type)) : ok({ args: [type], type });
  },
  ...strict(() => (value) => value ?? null),
  emit: (call, context, emitArgument) => emitInline(call, context, emitArgument, (value) => value),
  display: ([arg]) => `(+ ${arg})`,
};

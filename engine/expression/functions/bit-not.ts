import { err, ok } from '../../base/result.ts';
import { INT, isIntegral } from '../../types/data-type.ts';
import type { ScalarFunction } from '../expr.ts';
import { wrongArgument } from './signature.ts';
import { strict } from './strict.ts';

/** `~ a`: every bit of an integer turned over. */
export const bitNot: ScalarFunction = {
  name: '~',
  minArgs: 1,
  maxArgs: 1,
  sign: ([arg]) => {
    if (arg === undefined) return err({ code: 'EXP-025', params: {} });
    if (arg.type.kind === 'void') return ok({ args: [INT], type: INT });
    return isIntegral(arg.type)
      ? ok({ args: [arg.type], type: arg.type })
      : err(wrongArgument(0, 'integral', arg.type));
  },
  ...strict((call) => (call.type.kind === 'bigint' ? (a) => ~(a as bigint) : (a) => ~(a as number))),
  display: ([a]) => `~${a}`,
};

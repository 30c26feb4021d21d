import { err, ok } from '../../base/result.ts';
import { BIGINT, BOOLEAN, INT, isIntegral } from '../../types/data-type.ts';
import type { ScalarFunction } from '../expr.ts';
import { wrongArgument } from './signature.ts';
import { strict } from './strict.ts';

/** How many bits of an integer are set, counted in 64 bits, so that -1 has 64; true has one. */
export const bitCount: ScalarFunction = {
  name: 'bit_count',
  minArgs: 1,
  maxArgs: 1,
  sign: ([arg]) => {
    if (arg === undefined) return err({ code: 'EXP-025', params: {} });
    if (arg.type.kind === 'boolean') return ok({ args: [BOOLEAN], type: INT });
    const isFit = isIntegral(arg.type) || arg.type.kind === 'void';
    return isFit ? ok({ args: [BIGINT], type: INT }) : err(wrongArgument(0, 'integral or boolean', arg.type));
  },
  ...strict(() => (value) => (typeof value === 'boolean' ? Number(value) : countBits(value as bigint))),
};

function countBits(value: bigint): number {
  return BigInt.asUintN(64, value).toString(2).replaceAll('0', '').length;
}

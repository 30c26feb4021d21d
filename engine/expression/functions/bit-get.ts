import { EngineError } from '../../base/errors/engine-error.ts';
import { err, ok } from '../../base/result.ts';
import { INT, isIntegral, TINYINT } from '../../types/data-type.ts';
import { implicitCast } from '../coercion.ts';
import type { CallExpr, ScalarFunction } from '../expr.ts';
import { wrongArgument } from './signature.ts';
import { type Compute, strict } from './strict.ts';

const BITS: Readonly<Record<string, number>> = { tinyint: 8, smallint: 16, int: 32, bigint: 64 };

/** `bit_get(integer, position)`: the bit at a position, counted from 0 at the right; a tinyint. */
export const bitGet: ScalarFunction = {
  name: 'bit_get',
  aliases: ['getbit'],
  minArgs: 2,
  maxArgs: 2,
  sign: ([value, position]) => {
    if (value === undefined || position === undefined) return err({ code: 'EXP-025', params: {} });
    const isFit = isIntegral(value.type) || value.type.kind === 'void';
    if (!isFit) return err(wrongArgument(0, 'integral', value.type));
    if (implicitCast(position.type, INT) === null) return err(wrongArgument(1, 'int', position.type));
    return ok({ args: [isIntegral(value.type) ? value.type : INT, INT], type: TINYINT });
  },
  ...strict(bitAt),
};

function bitAt(call: CallExpr): Compute {
  const size = BITS[call.args[0]?.type.kind ?? 'int'] ?? 32;
  return (value, position) => {
    const at = position as number;
    if (at < 0 || at >= size) throw new EngineError('EXP-060', { name: call.written, position: at, size });
    return Number((BigInt(value as number | bigint) >> BigInt(at)) & 1n);
  };
}

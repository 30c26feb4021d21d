import { err, ok } from '../../base/result.ts';
import { BIGINT, isNumeric, STRING } from '../../types/data-type.ts';
import { implicitCast } from '../coercion.ts';
import type { ScalarFunction } from '../expr.ts';
import { bytesText } from './digest.ts';
import { wrongArgument } from './signature.ts';
import { strict } from './strict.ts';
import { utf8Bytes } from './utf8.ts';

/** A number's 64 bits, or a text's bytes, in hexadecimal digits. */
export const hex: ScalarFunction = {
  name: 'hex',
  minArgs: 1,
  maxArgs: 1,
  sign: ([arg]) => {
    if (arg === undefined) return err({ code: 'EXP-025', params: {} });
    if (isNumeric(arg.type) || arg.type.kind === 'void') return ok({ args: [BIGINT], type: STRING });
    const isText = implicitCast(arg.type, STRING) !== null;
    return isText ? ok({ args: [STRING], type: STRING }) : err(wrongArgument(0, 'bigint or string', arg.type));
  },
  ...strict(
    () => (value) =>
      typeof value === 'string'
        ? bytesText(utf8Bytes(value)).toUpperCase()
        : BigInt.asUintN(64, value as bigint)
            .toString(16)
            .toUpperCase(),
  ),
};

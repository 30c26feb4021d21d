import { err, ok } from '../../base/result.ts';
import { STRING } from '../../types/data-type.ts';
import type { Value } from '../../types/value.ts';
import { implicitCast } from '../coercion.ts';
import type { ScalarFunction } from '../expr.ts';
import { wrongArgument } from './signature.ts';
import { strict } from './strict.ts';

/** A text or an array from its end. */
export const reverse: ScalarFunction = {
  name: 'reverse',
  minArgs: 1,
  maxArgs: 1,
  sign: ([arg]) => {
    if (arg === undefined) return err({ code: 'EXP-025', params: {} });
    if (arg.type.kind === 'array') return ok({ args: [arg.type], type: arg.type });
    const isText = implicitCast(arg.type, STRING) !== null;
    return isText ? ok({ args: [STRING], type: STRING }) : err(wrongArgument(0, 'string or array', arg.type));
  },
  ...strict(
    () => (value) =>
      typeof value === 'string' ? Array.from(value).reverse().join('') : [...(value as readonly Value[])].reverse(),
  ),
};

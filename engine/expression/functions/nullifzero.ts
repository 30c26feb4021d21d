import { must } from '../../base/assert.ts';
import { err, ok } from '../../base/result.ts';
import { INT } from '../../types/data-type.ts';
import { printDataType } from '../../types/data-type-text.ts';
import { commonType } from '../coercion.ts';
import type { ScalarFunction } from '../expr.ts';
import { equalityOf } from './nullif.ts';
import { strict } from './strict.ts';

/** `nullifzero(a)`: null where `a` is 0. A text is read as a number for that, and stays a text. */
export const nullifzero: ScalarFunction = {
  name: 'nullifzero',
  minArgs: 1,
  maxArgs: 1,
  sign: ([arg]) => {
    const { type } = must(arg, 'nullifzero has an argument');
    if (commonType(type, INT) === null) {
      return err({ code: 'EXP-030', params: { operator: '=', left: printDataType(type), right: 'int' } });
    }
    return ok({ args: [type], type, nullable: true });
  },
  ...strict((call) => {
    const isZero = equalityOf(call.type, INT);
    return (value = null) => (isZero(value, 0) ? null : value);
  }),
};

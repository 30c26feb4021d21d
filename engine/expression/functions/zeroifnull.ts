import { must } from '../../base/assert.ts';
import { err, ok } from '../../base/result.ts';
import { INT } from '../../types/data-type.ts';
import { printDataType } from '../../types/data-type-text.ts';
import { commonType } from '../coercion.ts';
import type { ScalarFunction } from '../expr.ts';
import { nullAware } from './null-aware.ts';
import { zeroOf } from './zero.ts';

/** `zeroifnull(a)`: 0 where `a` is null. */
export const zeroifnull: ScalarFunction = {
  name: 'zeroifnull',
  minArgs: 1,
  maxArgs: 1,
  sign: ([arg]) => {
    const { type } = must(arg, 'zeroifnull has an argument');
    const common = commonType(type, INT);
    if (common === null) return err({ code: 'EXP-033', params: { types: [printDataType(type), 'int'] } });
    return ok({ args: [common], type: common, nullable: false });
  },
  ...nullAware((call) => {
    const zero = zeroOf(call.type);
    return (value) => value ?? zero;
  }),
};

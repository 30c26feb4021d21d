import { must } from '../../base/assert.ts';
import { BOOLEAN, DOUBLE } from '../../types/data-type.ts';
import type { ScalarFunction } from '../expr.ts';
import { takes } from './signature.ts';

/** Whether a double is NaN; false for null. */
export const isnan: ScalarFunction = {
  name: 'isnan',
  minArgs: 1,
  maxArgs: 1,
  sign: takes([DOUBLE], BOOLEAN, false),
  compile: (_, args) => {
    const of = must(args[0], 'isnan has an argument');
    return (row) => Number.isNaN(of(row));
  },
  emit: (call, context, emitArgument) => {
    const { value, isNull } = emitArgument(must(call.args[0], 'isnan has an argument'), context);
    return { value: `(!(${isNull}) && ${value} !== ${value})`, isNull: 'false' };
  },
};

import { EngineError } from '../../base/errors/engine-error.ts';
import { ok } from '../../base/result.ts';
import { array, INT } from '../../types/data-type.ts';
import type { Value } from '../../types/value.ts';
import type { ScalarFunction } from '../expr.ts';
import { knownElementTypeOf } from './array-elements.ts';
import { takes } from './signature.ts';
import { strict } from './strict.ts';

/** `slice(array, start, length)`: counted from 1, or from the end with a minus. */
export const slice: ScalarFunction = {
  name: 'slice',
  minArgs: 3,
  maxArgs: 3,
  sign: (args) => {
    const element = knownElementTypeOf(args, 0);
    if (!element.ok) return element;
    const type = array(element.value);
    const signed = takes([type, INT, INT], type)(args);
    return signed.ok ? ok(signed.value) : signed;
  },
  ...strict(() => (of, start, length) => {
    const values = of as readonly Value[];
    if (start === 0) throw new EngineError('EXP-072');
    if ((length as number) < 0) throw new EngineError('EXP-073', { length: length as number });
    const from = (start as number) > 0 ? (start as number) - 1 : values.length + (start as number);
    // Spark gives nothing where the start lies before the array.
    return from < 0 ? [] : values.slice(from, from + (length as number));
  }),
};

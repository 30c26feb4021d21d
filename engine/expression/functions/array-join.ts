import { err, ok } from '../../base/result.ts';
import { array, STRING } from '../../types/data-type.ts';
import type { Value } from '../../types/value.ts';
import type { ScalarFunction } from '../expr.ts';
import { elementTypeOf } from './array-elements.ts';
import { takes, wrongArgument } from './signature.ts';
import { strict } from './strict.ts';

const sign = takes([array(STRING), STRING, STRING], STRING);

/** `array_join(array, separator[, for nulls])`: nulls are left out unless a text stands for them. */
export const arrayJoin: ScalarFunction = {
  name: 'array_join',
  minArgs: 2,
  maxArgs: 3,
  sign: (args) => {
    const element = elementTypeOf(args, 0);
    if (!element.ok) return element;
    // Elements become text where a cast makes them one by itself.
    if (element.value.kind === 'array' || element.value.kind === 'struct') {
      return err(wrongArgument(0, 'array<string>', array(element.value)));
    }
    const rest = sign(args.map((arg, i) => (i === 0 ? { ...arg, type: array(STRING) } : arg)));
    return rest.ok ? ok(rest.value) : rest;
  },
  ...strict(() => (values, separator, forNull) => {
    const present = (values as readonly Value[]).map((value) => value ?? forNull ?? null);
    return present.filter((value) => value !== null).join(separator as string);
  }),
};

import { type DataType, INTERVAL } from '../../types/data-type.ts';
import type { Value } from '../../types/value.ts';
import type { ScalarFunction } from '../expr.ts';
import { takesExactly } from './exact-arguments.ts';
import { strict } from './strict.ts';

/** A part of an interval, with the interval's sign; for `extract` alone. */
export function intervalPart(name: string, type: DataType, read: (micros: bigint) => Value): ScalarFunction {
  return {
    name,
    minArgs: 1,
    maxArgs: 1,
    sign: takesExactly([INTERVAL], type),
    ...strict(() => (micros) => read(micros as bigint)),
  };
}

import { floorDiv } from '../../types/civil-date.ts';
import { BIGINT, TIMESTAMP } from '../../types/data-type.ts';
import type { ScalarFunction } from '../expr.ts';
import { takesExactly } from './exact-arguments.ts';
import { emitInline, strict } from './strict.ts';
import { wholeUnits } from './zone-emit.ts';

/** Units of `perUnit` microseconds since 1970, rounded down. */
export function unixCount(name: string, perUnit: bigint): ScalarFunction {
  return {
    name,
    minArgs: 1,
    maxArgs: 1,
    sign: takesExactly([TIMESTAMP], BIGINT),
    ...strict(() => (micros) => floorDiv(micros as bigint, perUnit)),
    emit: (call, context, emitArgument) =>
      emitInline(call, context, emitArgument, (micros) => wholeUnits(micros, Number(perUnit))),
  };
}

import { err, ok } from '../../base/result.ts';
import { comparatorOf } from '../../types/compare.ts';
import type { Value } from '../../types/value.ts';
import type { AggregateFunction } from './aggregate-function.ts';

/** The least or greatest value by Spark's order (NaN greatest, strings by UTF-8 bytes). Skips nulls; none gives null. */
function extremum(name: 'min' | 'max'): AggregateFunction {
  const sign = name === 'min' ? -1 : 1;
  return {
    names: [name],
    takesStar: false,
    bind(args) {
      const [type] = args;
      if (type === undefined || args.length !== 1) {
        return err({ code: 'PLN-031', params: { function: name, expected: 1, found: args.length } });
      }
      const compare = comparatorOf(type);
      const accumulate = (buffer: Value[], value: Value | undefined): void => {
        if (value === null || value === undefined) return;
        const best = buffer[0] ?? null;
        if (best === null || compare(value, best) * sign > 0) buffer[0] = value;
      };
      return ok({
        resultType: type,
        nullable: true,
        argumentTypes: [type],
        bufferTypes: [type],
        initial: () => [null],
        update: (buffer, values) => accumulate(buffer, values[0]),
        merge: (stored, partial) => accumulate(stored, partial[0]),
        result: (buffer) => buffer[0] ?? null,
      });
    },
  };
}

export const min = extremum('min');
export const max = extremum('max');

import { err, ok } from '../../base/result.ts';
import { BIGINT, DOUBLE, decimal } from '../../types/data-type.ts';
import { rescale } from '../../types/decimal.ts';
import type { Value } from '../../types/value.ts';
import type { AggregateFunction } from './aggregate-function.ts';
import { numericArgument } from './numeric-argument.ts';

/** The mean as a double; of decimal(p, s) as decimal(p + 4, s + 4). Skips nulls; none gives null. */
export const avg: AggregateFunction = {
  names: ['avg', 'mean'],
  takesStar: false,
  bind(args) {
    const argument = numericArgument('avg', args);
    if (!argument.ok) return err(argument.error);
    const type = argument.value;
    const isDecimal = type.kind === 'decimal';
    const zero: Value = isDecimal ? 0n : 0;
    const add = (a: Value, b: Value): Value =>
      isDecimal ? (a as bigint) + (b as bigint) : (a as number) + (b as number);
    const result = isDecimal ? decimal(Math.min(38, type.precision + 4), Math.min(38, type.scale + 4)) : DOUBLE;
    return ok({
      resultType: result,
      nullable: true,
      argumentTypes: [isDecimal ? type : DOUBLE],
      bufferTypes: [isDecimal ? decimal(38, type.scale) : DOUBLE, BIGINT],
      initial: () => [zero, 0n],
      update(buffer, [value]) {
        if (value === null || value === undefined) return;
        buffer[0] = add(buffer[0] ?? zero, value);
        buffer[1] = (buffer[1] as bigint) + 1n;
      },
      merge(stored, partial) {
        stored[0] = add(stored[0] ?? zero, partial[0] ?? zero);
        stored[1] = (stored[1] as bigint) + (partial[1] as bigint);
      },
      result([total, rows]) {
        if (rows === 0n) return null;
        if (result.kind !== 'decimal' || type.kind !== 'decimal') return (total as number) / Number(rows);
        // One digit more than asked for, so that rounding half up sees the digit that decides.
        const guarded = ((total as bigint) * 10n ** BigInt(result.scale - type.scale + 1)) / (rows as bigint);
        return rescale(guarded, result.scale + 1, result.scale);
      },
    });
  },
};

import { EngineError } from '../../base/errors/engine-error.ts';
import { ok } from '../../base/result.ts';
import { BIGINT, BOOLEAN, type DataType, DOUBLE, decimal, isIntegral } from '../../types/data-type.ts';
import { fitsPrecision } from '../../types/decimal.ts';
import type { Value } from '../../types/value.ts';
import type { AggregateFunction, BoundAggregate } from './aggregate-function.ts';
import { summableArgument } from './argument.ts';
import { singleValue } from './single-value.ts';

/** The sum of two values; null where the result's type cannot hold it. */
export type Add = (a: Value, b: Value) => Value;

/**
 * Integral types sum to bigint, decimal(p, s) to decimal(p + 10, s), intervals to intervals, floats to double. Skips nulls;
 * all null gives null. Throws EXE-101 on overflow, of decimals when the result is asked for.
 */
export const sum: AggregateFunction = {
  names: ['sum'],
  takesStar: false,
  takesDistinct: true,
  minArgs: 1,
  maxArgs: 1,
  help: {
    usage: 'sum(x)',
    en: 'The sum; nulls are skipped. Overflow is an error.',
    fr: 'La somme ; les nuls sont ignorés. Un dépassement est une erreur.',
  },
  bind(args, written) {
    const argument = summableArgument(written, args);
    if (!argument.ok) return argument;
    if (argument.value.kind === 'decimal') return ok(decimalSum(argument.value));
    const { argumentType, result, add } = summing(argument.value);
    const bound = singleValue(argumentType, result, orOverflow(add, 'sum', result));
    // Spark starts at 0.0, to which even -0.0 adds up.
    return ok(result.kind === 'double' ? { ...bound, result: ([total]) => addZero(total ?? null) } : bound);
  },
};

/** Like `sum`, but null where that overflows: for good, whatever comes afterwards. */
export const trySum: AggregateFunction = {
  names: ['try_sum'],
  takesStar: false,
  takesDistinct: true,
  minArgs: 1,
  maxArgs: 1,
  help: {
    usage: 'try_sum(x)',
    en: 'The sum, or null where it overflows; nulls are skipped.',
    fr: 'La somme, ou nul en cas de dépassement ; les nuls sont ignorés.',
  },
  bind(args, written) {
    const argument = summableArgument(written, args);
    return argument.ok ? ok(tolerantSum(argument.value)) : argument;
  },
};

/** A sum of decimals that overflows is an error only where it is asked for: a group that never comes out ends nothing. */
function decimalSum(type: DataType): BoundAggregate {
  const bound = tolerantSum(type);
  return {
    ...bound,
    result([total, isEmpty]) {
      if (total === null && isEmpty !== true) throw overflow('sum', bound.resultType);
      return total ?? null;
    },
  };
}

function tolerantSum(type: DataType): BoundAggregate {
  const { argumentType, result, add } = summing(type);
  const accumulate = (buffer: Value[], value: Value): void => {
    const sofar = buffer[0] ?? null;
    if (buffer[1] === true) buffer[0] = value;
    else if (sofar !== null) buffer[0] = value === null ? null : add(sofar, value);
    buffer[1] = false;
  };
  return {
    resultType: result,
    nullable: true,
    argumentTypes: [argumentType],
    // The second says that nothing has come yet; null in the first then stands for an overflow.
    bufferTypes: [result, BOOLEAN],
    initial: () => [null, true],
    update(buffer, [value]) {
      if (value !== null && value !== undefined) accumulate(buffer, value);
    },
    merge(stored, partial) {
      if (partial[1] !== true) accumulate(stored, partial[0] ?? null);
    },
    result: ([total]) => (result.kind === 'double' ? addZero(total ?? null) : (total ?? null)),
  };
}

function addZero(total: Value): Value {
  return total === null ? null : (total as number) + 0;
}

function summing(type: DataType): { argumentType: DataType; result: DataType; add: Add } {
  if (isIntegral(type)) return { argumentType: BIGINT, result: BIGINT, add: addWide };
  if (type.kind === 'interval') return { argumentType: type, result: type, add: addWide };
  if (type.kind === 'decimal') {
    const result = decimal(Math.min(38, type.precision + 10), type.scale);
    return { argumentType: type, result, add: decimalAdder(result.precision) };
  }
  return { argumentType: DOUBLE, result: DOUBLE, add: (a, b) => (a as number) + (b as number) };
}

/** @param name of the aggregate, for the error */
export function orOverflow(add: Add, name: string, type: DataType): Add {
  return (a, b) => {
    const total = add(a, b);
    if (total === null) throw overflow(name, type);
    return total;
  };
}

/** @param name of the aggregate */
export function overflow(name: string, type: DataType): EngineError {
  const shown = type.kind === 'decimal' ? `decimal(${type.precision})` : type.kind;
  return new EngineError('EXE-101', { function: name, type: shown });
}

/** Adds what 64 bits hold. */
export function addWide(a: Value, b: Value): bigint | null {
  const total = (a as bigint) + (b as bigint);
  return BigInt.asIntN(64, total) === total ? total : null;
}

/** Adds unscaled decimals of one scale. */
export function decimalAdder(precision: number): Add {
  return (a, b) => {
    const total = (a as bigint) + (b as bigint);
    return fitsPrecision(total, precision) ? total : null;
  };
}

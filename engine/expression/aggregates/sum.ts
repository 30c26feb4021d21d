import { EngineError } from '../../base/errors/engine-error.ts';
import { err, ok } from '../../base/result.ts';
import { BIGINT, type DataType, DOUBLE, decimal, isIntegral } from '../../types/data-type.ts';
import type { Value } from '../../types/value.ts';
import type { AggregateFunction, BoundAggregate } from './aggregate-function.ts';
import { numericArgument } from './numeric-argument.ts';

/** Integral types sum to bigint, decimal(p, s) to decimal(p + 10, s), floats to double. Skips nulls; all null gives null. */
export const sum: AggregateFunction = {
  names: ['sum'],
  takesStar: false,
  bind(args) {
    const argument = numericArgument('sum', args);
    if (!argument.ok) return err(argument.error);
    const type = argument.value;
    if (isIntegral(type)) return ok(summing(BIGINT, BIGINT, addBigint));
    if (type.kind === 'decimal') {
      const result = decimal(Math.min(38, type.precision + 10), type.scale);
      return ok(summing(type, result, decimalAdder(result.precision)));
    }
    return ok(summing(DOUBLE, DOUBLE, (a, b) => (a as number) + (b as number)));
  },
};

function summing(argument: DataType, result: DataType, add: (a: Value, b: Value) => Value): BoundAggregate {
  const accumulate = (buffer: Value[], value: Value | undefined): void => {
    if (value === null || value === undefined) return;
    const sofar = buffer[0] ?? null;
    buffer[0] = sofar === null ? value : add(sofar, value);
  };
  return {
    resultType: result,
    nullable: true,
    argumentTypes: [argument],
    bufferTypes: [result],
    initial: () => [null],
    update: (buffer, args) => accumulate(buffer, args[0]),
    merge: (stored, partial) => accumulate(stored, partial[0]),
    result: (buffer) => buffer[0] ?? null,
  };
}

function addBigint(a: Value, b: Value): bigint {
  const total = (a as bigint) + (b as bigint);
  if (BigInt.asIntN(64, total) !== total) throw new EngineError('EXE-101', { function: 'sum', type: 'bigint' });
  return total;
}

function decimalAdder(precision: number): (a: Value, b: Value) => bigint {
  const limit = 10n ** BigInt(precision);
  return (a, b) => {
    const total = (a as bigint) + (b as bigint);
    if (total >= limit || total <= -limit)
      throw new EngineError('EXE-101', { function: 'sum', type: `decimal(${precision})` });
    return total;
  };
}

import { EngineError } from '../../base/errors/engine-error.ts';
import { ok } from '../../base/result.ts';
import { makeCast } from '../../types/cast.ts';
import { BIGINT, type DataType, type DecimalType, DOUBLE, decimal, INTERVAL } from '../../types/data-type.ts';
import { divideDecimals, rescale } from '../../types/decimal.ts';
import type { Value } from '../../types/value.ts';
import type { AggregateFunction, BoundAggregate } from './aggregate-function.ts';
import { summableArgument } from './argument.ts';
import { type Add, addWide, decimalAdder, orOverflow, overflow } from './sum.ts';

/** Decimals of at most this many digits are averaged as doubles, as Spark's optimizer has it. */
const DOUBLE_DIGITS_MAX = 11;
/** The number of rows as Spark divides a decimal by it. */
const ROWS = decimal(20, 0);

/** How the mean of one type is made from its sum and the number of rows. */
interface Mean {
  readonly argument: DataType;
  readonly sum: DataType;
  readonly zero: Value;
  readonly result: DataType;
  /** Null where the sum overflows. */
  add(total: Value, value: Value): Value;
  divide(total: Value, rows: bigint): Value;
}

/**
 * The mean as a double; of decimal(p, s) as decimal(p + 4, s + 4), of intervals as an interval. Skips nulls; none gives
 * null. Throws EXE-101 where the sum overflows, of decimals when the result is asked for.
 */
export const avg: AggregateFunction = {
  names: ['avg', 'mean'],
  takesStar: false,
  takesDistinct: true,
  minArgs: 1,
  maxArgs: 1,
  help: { usage: 'avg(x)', en: 'The mean; nulls are skipped.', fr: 'La moyenne ; les nuls sont ignorés.' },
  bind(args, written) {
    const argument = summableArgument(written, args);
    return argument.ok ? ok(averaging(argument.value, false)) : argument;
  },
};

/** Like `avg`, but null where that overflows. */
export const tryAvg: AggregateFunction = {
  names: ['try_avg'],
  takesStar: false,
  takesDistinct: true,
  minArgs: 1,
  maxArgs: 1,
  help: {
    usage: 'try_avg(x)',
    en: 'The mean, or null where its sum overflows; nulls are skipped.',
    fr: 'La moyenne, ou nul si sa somme dépasse ; les nuls sont ignorés.',
  },
  bind(args, written) {
    const argument = summableArgument(written, args);
    return argument.ok ? ok(averaging(argument.value, true)) : argument;
  },
};

function averaging(type: DataType, isTolerant: boolean): BoundAggregate {
  const mean = meanOf(type);
  // Of decimals only a group that comes out can overflow.
  const isLazy = isTolerant || mean.sum.kind === 'decimal';
  const add: Add = isLazy
    ? (total, value) => (total === null || value === null ? null : mean.add(total, value))
    : orOverflow((total, value) => mean.add(total, value), 'avg', mean.sum);
  return {
    resultType: mean.result,
    nullable: true,
    argumentTypes: [mean.argument],
    bufferTypes: [mean.sum, BIGINT],
    initial: () => [mean.zero, 0n],
    update(buffer, [value]) {
      if (value === null || value === undefined) return;
      buffer[0] = add(buffer[0] ?? null, value);
      buffer[1] = (buffer[1] as bigint) + 1n;
    },
    merge(stored, partial) {
      stored[0] = add(stored[0] ?? null, partial[0] ?? null);
      stored[1] = (stored[1] as bigint) + (partial[1] as bigint);
    },
    result([total, rows]) {
      if (rows === 0n) return null;
      if (total === null || total === undefined) {
        if (isTolerant) return null;
        throw overflow('avg', mean.sum);
      }
      try {
        return mean.divide(total, rows as bigint);
      } catch (error) {
        if (isTolerant && error instanceof EngineError) return null;
        throw error;
      }
    },
  };
}

function meanOf(type: DataType): Mean {
  if (type.kind === 'interval') return intervalMean;
  if (type.kind !== 'decimal') return doubleMean;
  return type.precision <= DOUBLE_DIGITS_MAX ? smallDecimalMean(type) : decimalMean(type);
}

const addDoubles: Add = (a, b) => (a as number) + (b as number);

const doubleMean: Mean = {
  argument: DOUBLE,
  sum: DOUBLE,
  zero: 0,
  result: DOUBLE,
  add: addDoubles,
  divide: (total, rows) => (total as number) / Number(rows),
};

const intervalMean: Mean = {
  argument: INTERVAL,
  sum: INTERVAL,
  zero: 0n,
  result: INTERVAL,
  add: addWide,
  // Rounded half up, away from zero.
  divide: (total, rows) => rescale(((total as bigint) * 100n) / rows, 2, 0),
};

function meanType(type: DecimalType): DecimalType {
  return decimal(Math.min(38, type.precision + 4), Math.min(38, type.scale + 4));
}

function decimalMean(type: DecimalType): Mean {
  const sum = decimal(Math.min(38, type.precision + 10), type.scale);
  const result = meanType(type);
  return {
    argument: type,
    sum,
    zero: 0n,
    result,
    add: decimalAdder(sum.precision),
    divide: (total, rows) => divideDecimals(total as bigint, sum, rows, ROWS, result),
  };
}

/** The unscaled values are summed as a double, whose quotient is rounded to the result's digits. */
function smallDecimalMean(type: DecimalType): Mean {
  const result = meanType(type);
  const toDecimal = makeCast(DOUBLE, result, { timeZone: 'UTC' });
  return {
    argument: type,
    sum: DOUBLE,
    zero: 0,
    result,
    add: (total, value) => (total as number) + Number(value),
    divide: (total, rows) => toDecimal((total as number) / Number(rows) / 10 ** type.scale),
  };
}

import { err, ok } from '../../base/result.ts';
import { makeCast } from '../../types/cast.ts';
import { array, BIGINT, type DataType, DOUBLE, isIntegral, isNumeric, struct } from '../../types/data-type.ts';
import { decimalToDouble } from '../../types/decimal.ts';
import type { Value } from '../../types/value.ts';
import type { AggregateBuffer, AggregateFunction, BoundAggregate } from './aggregate-function.ts';
import { argumentAt, constantArgument, outOfRange, wrongType } from './argument.ts';
import { type Percentages, percentagesOf, percentileResult } from './percentages.ts';
import {
  finished,
  HEAD_SIZE,
  merged,
  type QuantileSummary,
  quantilesOf,
  type Sample,
  withNumbers,
} from './quantile-summary.ts';
import { listed } from './value-counts.ts';

const ACCURACY = 10_000;
const INT_MAX = 2 ** 31 - 1;

const SAMPLE = struct([
  { name: 'value', type: DOUBLE },
  { name: 'gap', type: DOUBLE },
  { name: 'span', type: DOUBLE },
]);

/**
 * A value of the data whose rank is off by at most n / accuracy. Skips nulls; none gives null (semantics 7).
 */
export const percentileApprox: AggregateFunction = {
  names: ['percentile_approx', 'approx_percentile'],
  takesStar: false,
  takesDistinct: true,
  minArgs: 2,
  maxArgs: 3,
  help: {
    usage: 'percentile_approx(x, p[, accuracy])',
    en: 'A value near the percentile at p, 0 to 1, or at each p of an array.',
    fr: 'Une valeur proche du centile en p, de 0 à 1, ou en chaque p d’un tableau.',
  },
  bind(args, written) {
    const found = argumentAt(args, 0).type;
    const type = orderedNumber(found);
    const expected = 'numeric, date, timestamp, interval';
    if (type === null) return err(wrongType(written, 0, expected, found));
    const percentages = percentagesOf(written, args);
    if (!percentages.ok) return percentages;
    let accuracy = ACCURACY;
    const third = args[2];
    if (third !== undefined) {
      if (!isIntegral(third.type) && third.type.kind !== 'void') {
        return err(wrongType(written, 2, 'tinyint, smallint, int, bigint', third.type));
      }
      const given = constantArgument(written, args, 2, BIGINT);
      if (!given.ok) return given;
      accuracy = given.value === null ? 0 : Number(given.value);
      if (accuracy < 1 || accuracy > INT_MAX) return err(outOfRange(written, 2, given.value, `1..${INT_MAX}`));
    }
    return ok(approximate(type, percentages.value, 1 / accuracy));
  },
  display: ([value, percentage, accuracy = String(ACCURACY)], written) =>
    `${written}(${value}, ${percentage}, ${accuracy})`,
};

function orderedNumber(type: DataType): DataType | null {
  if (type.kind === 'string' || type.kind === 'void') return DOUBLE;
  return isNumeric(type) || ['date', 'timestamp', 'interval'].includes(type.kind) ? type : null;
}

/** The buffer is a summary's samples and count, and the numbers that came since. */
function approximate(type: DataType, percentages: Percentages, relativeError: number): BoundAggregate {
  const { toNumber, fromNumber } = numbersOf(type);
  const finish = (buffer: AggregateBuffer): QuantileSummary =>
    finished(summaryOf(buffer), listed(buffer[2]) as readonly number[], relativeError);
  return {
    resultType: percentages.isArray ? array(type) : type,
    nullable: true,
    argumentTypes: [type],
    bufferTypes: [array(SAMPLE), DOUBLE, array(DOUBLE)],
    initial: () => [[], 0, []],
    update(buffer, [value]) {
      if (value === null || value === undefined) return;
      const head = buffer[2] as number[];
      head.push(toNumber(value));
      if (head.length >= HEAD_SIZE) put(buffer, withNumbers(summaryOf(buffer), head, relativeError));
    },
    merge: (stored, partial) => put(stored, merged(finish(stored), finish(partial), relativeError)),
    result(buffer) {
      const found = quantilesOf(finish(buffer), percentages.values, relativeError);
      return percentileResult(percentages, found.map(fromNumber));
    },
  };
}

function summaryOf([samples, count]: AggregateBuffer): QuantileSummary {
  return { samples: listed(samples) as unknown as readonly Sample[], count: (count ?? 0) as number };
}

function put(buffer: AggregateBuffer, { samples, count }: QuantileSummary): void {
  buffer[0] = [...samples];
  buffer[1] = count;
  buffer[2] = [];
}

/** How values of a type become doubles and come back. */
function numbersOf(type: DataType): { toNumber(value: Value): number; fromNumber(value: number): Value } {
  if (type.kind === 'decimal') {
    const toDecimal = makeCast(DOUBLE, type, { timeZone: 'UTC' });
    return { toNumber: (value) => decimalToDouble(value as bigint, type.scale), fromNumber: toDecimal };
  }
  if (type.kind === 'bigint' || type.kind === 'timestamp' || type.kind === 'interval') {
    return { toNumber: (value) => Number(value as bigint), fromNumber: (value) => wholeOf(value) };
  }
  return { toNumber: (value) => value as number, fromNumber: (value) => value };
}

/** A double beyond 64 bits, which a bigint near their end may become, is the nearest that they hold. */
function wholeOf(value: number): bigint {
  if (value >= 2 ** 63) return 2n ** 63n - 1n;
  return value <= -(2 ** 63) ? -(2n ** 63n) : BigInt(Math.trunc(value));
}

import { err, ok, type Result } from '../../base/result.ts';
import { array, BIGINT, type DataType, DOUBLE, TINYINT } from '../../types/data-type.ts';
import type { Value } from '../../types/value.ts';
import { HASH_SEED, hasherOf } from '../../types/xx-hash-64.ts';
import type { Expr } from '../expr.ts';
import type { AggregateFunction, AggregateProblem, BoundAggregate } from './aggregate-function.ts';
import { argumentAt, constantArgument, outOfRange, wrongType } from './argument.ts';
import { addHash, estimate, PRECISION_MAX, PRECISION_MIN, precisionFor } from './hyper-log-log.ts';
import { listed } from './value-counts.ts';

const RSD = 0.05;

/** About how many different values there are; skips nulls, 0 on none (semantics 7). */
export const approxCountDistinct: AggregateFunction = {
  names: ['approx_count_distinct'],
  takesStar: false,
  takesDistinct: true,
  minArgs: 1,
  maxArgs: 2,
  help: {
    usage: 'approx_count_distinct(x[, rsd])',
    en: 'About how many different values there are, with the given relative standard deviation (0.05).',
    fr: 'Le nombre approché de valeurs différentes, à l’écart type relatif donné près (0.05).',
  },
  bind(args, written) {
    const rsd = deviation(args, written);
    if (!rsd.ok) return rsd;
    const precision = precisionFor(rsd.value);
    // Such as NaN, which no comparison lets through.
    if (!(precision >= PRECISION_MIN && precision <= PRECISION_MAX)) {
      return err(outOfRange(written, 1, rsd.value, '0.0011..0.39'));
    }
    return ok(sketching(argumentAt(args, 0).type, precision));
  },
  display: ([value], written) => `${written}(${value})`,
};

/** The second argument: a double or decimal that is written out; Spark takes no other number. */
function deviation(args: readonly Expr[], written: string): Result<number, AggregateProblem> {
  const given = args[1];
  if (given === undefined) return ok(RSD);
  const { type } = given;
  if (type.kind !== 'double' && type.kind !== 'decimal') return err(wrongType(written, 1, 'double, decimal', type));
  const value = constantArgument(written, args, 1, DOUBLE);
  return value.ok ? ok(value.value as number) : value;
}

function sketching(type: DataType, precision: number): BoundAggregate {
  const hash = hasherOf(type);
  return {
    resultType: BIGINT,
    nullable: false,
    argumentTypes: [type],
    bufferTypes: [array(TINYINT)],
    initial: () => [new Array<Value>(2 ** precision).fill(0)],
    update([registers], [value]) {
      if (value !== null && value !== undefined) addHash(registers as Value[], hash(value, HASH_SEED), precision);
    },
    merge(stored, partial) {
      const others = listed(partial[0]);
      stored[0] = listed(stored[0]).map((rank, place) => Math.max(rank as number, (others[place] ?? 0) as number));
    },
    result: ([registers]) => estimate(listed(registers), precision),
  };
}

import { ok } from '../../base/result.ts';
import { DOUBLE } from '../../types/data-type.ts';
import type { Value } from '../../types/value.ts';
import type { AggregateBuffer, AggregateFunction, AggregateHelp, BoundAggregate } from './aggregate-function.ts';
import { castArgument } from './argument.ts';

/**
 * Aggregates made from the moments about the mean. The buffer is the number of values, their mean, and the second to the
 * highest moment, all doubles. Which operations come in which order is Spark's, so that results agree to the last bit.
 */
interface Moments {
  readonly n: number;
  readonly mean: number;
  readonly m2: number;
  readonly m3: number;
  readonly m4: number;
}

const NONE: Moments = { n: 0, mean: 0, m2: 0, m3: 0, m4: 0 };

/** The moments with one more value. */
function withValue({ n, mean, m2, m3, m4 }: Moments, value: number): Moments {
  const count = n + 1;
  const delta = value - mean;
  const step = delta / count;
  const second = m2 + delta * (delta - step);
  const third = m3 - 3 * step * second + delta * (delta * delta - step * step);
  const fourth =
    m4 - 4 * step * third - 6 * (step * step) * second + delta * (delta * (delta * delta) - step * (step * step));
  return { n: count, mean: mean + step, m2: second, m3: third, m4: fourth };
}

/** The moments of the values of both. */
function joined(a: Moments, b: Moments): Moments {
  const n = a.n + b.n;
  const delta = b.mean - a.mean;
  const step = n === 0 ? 0 : delta / n;
  return {
    n,
    mean: a.mean + step * b.n,
    m2: a.m2 + b.m2 + delta * step * a.n * b.n,
    m3: a.m3 + b.m3 + step * step * delta * a.n * b.n * (a.n - b.n) + 3 * step * (a.n * b.m2 - b.n * a.m2),
    m4:
      a.m4 +
      b.m4 +
      step * step * step * delta * a.n * b.n * (a.n * a.n - a.n * b.n + b.n * b.n) +
      6 * step * step * (a.n * a.n * b.m2 + b.n * b.n * a.m2) +
      4 * step * (a.n * b.m3 - b.n * a.m3),
  };
}

function read(buffer: readonly Value[]): Moments {
  const [n, mean, m2, m3, m4] = buffer as readonly (number | undefined)[];
  return { n: n ?? 0, mean: mean ?? 0, m2: m2 ?? 0, m3: m3 ?? 0, m4: m4 ?? 0 };
}

function write(buffer: AggregateBuffer, { n, mean, m2, m3, m4 }: Moments): void {
  const values = [n, mean, m2, m3, m4];
  for (let i = 0; i < buffer.length; i++) buffer[i] = values[i] ?? 0;
}

/**
 * @param order of the highest moment that `evaluate` reads, 2 to 4
 * @param evaluate is asked for at least one value
 */
function momentAggregate(
  names: AggregateFunction['names'],
  order: 2 | 3 | 4,
  help: AggregateHelp,
  evaluate: (moments: Moments) => number | null,
): AggregateFunction {
  const bound: BoundAggregate = {
    resultType: DOUBLE,
    nullable: true,
    argumentTypes: [DOUBLE],
    bufferTypes: Array.from({ length: order + 1 }, () => DOUBLE),
    initial: () => Array.from({ length: order + 1 }, () => 0),
    update(buffer, [value]) {
      if (value !== null && value !== undefined) write(buffer, withValue(read(buffer), value as number));
    },
    // In a stream Spark takes either side up by merging it into an empty buffer, which may move a mean by its last bit.
    merge: (stored, partial) => write(stored, joined(joined(NONE, read(stored)), joined(NONE, read(partial)))),
    result(buffer) {
      const moments = read(buffer);
      return moments.n === 0 ? null : evaluate(moments);
    },
  };
  return {
    names,
    takesStar: false,
    takesDistinct: true,
    minArgs: 1,
    maxArgs: 1,
    help,
    bind(args, written) {
      const argument = castArgument(written, args, 0, DOUBLE);
      return argument.ok ? ok(bound) : argument;
    },
  };
}

export const stddev = momentAggregate(
  ['stddev', 'stddev_samp', 'std'],
  2,
  {
    usage: 'stddev(x)',
    en: 'The standard deviation of a sample; null for a single value.',
    fr: 'L’écart type d’un échantillon ; null pour une seule valeur.',
  },
  ({ n, m2 }) => (n === 1 ? null : Math.sqrt(m2 / (n - 1))),
);

export const stddevPop = momentAggregate(
  ['stddev_pop'],
  2,
  {
    usage: 'stddev_pop(x)',
    en: 'The standard deviation of a whole population.',
    fr: 'L’écart type d’une population entière.',
  },
  ({ n, m2 }) => Math.sqrt(m2 / n),
);

export const variance = momentAggregate(
  ['variance', 'var_samp'],
  2,
  {
    usage: 'variance(x)',
    en: 'The variance of a sample; null for a single value.',
    fr: 'La variance d’un échantillon ; null pour une seule valeur.',
  },
  ({ n, m2 }) => (n === 1 ? null : m2 / (n - 1)),
);

export const varPop = momentAggregate(
  ['var_pop'],
  2,
  {
    usage: 'var_pop(x)',
    en: 'The variance of a whole population.',
    fr: 'La variance d’une population entière.',
  },
  ({ n, m2 }) => m2 / n,
);

export const skewness = momentAggregate(
  ['skewness'],
  3,
  {
    usage: 'skewness(x)',
    en: 'How lopsided the values are; null where they are all equal.',
    fr: 'L’asymétrie des valeurs ; null si elles sont toutes égales.',
  },
  ({ n, m2, m3 }) => (m2 === 0 ? null : (Math.sqrt(n) * m3) / Math.sqrt(m2 * m2 * m2)),
);

export const kurtosis = momentAggregate(
  ['kurtosis'],
  4,
  {
    usage: 'kurtosis(x)',
    en: 'How heavy the tails are, 0 for a normal distribution; null where all values are equal.',
    fr: 'Le poids des extrêmes, 0 pour une loi normale ; null si toutes les valeurs sont égales.',
  },
  ({ n, m2, m4 }) => (m2 === 0 ? null : (n * m4) / (m2 * m2) - 3),
);

import { EngineError } from '../../base/errors/engine-error.ts';
import { ok } from '../../base/result.ts';
import { DOUBLE } from '../../types/data-type.ts';
import type { Value } from '../../types/value.ts';
import type { AggregateBuffer, AggregateFunction, AggregateHelp, BoundAggregate } from './aggregate-function.ts';
import { castArgument } from './argument.ts';

/**
 * Aggregates over pairs of numbers. The buffer is the number of pairs, both means, the co-moment and the second moments of
 * x and y, all doubles. Which operations come in which order is Spark's, so that results agree to the last bit.
 */
interface CoMoments {
  readonly n: number;
  readonly x: number;
  readonly y: number;
  readonly xy: number;
  readonly xx: number;
  readonly yy: number;
}

const NONE: CoMoments = { n: 0, x: 0, y: 0, xy: 0, xx: 0, yy: 0 };
const SIZE = 6;

/** The moments with one more pair. */
function withPair({ n, x, y, xy, xx, yy }: CoMoments, left: number, right: number): CoMoments {
  const count = n + 1;
  const dx = left - x;
  const dy = right - y;
  const xMean = x + dx / count;
  const yMean = y + dy / count;
  return {
    n: count,
    x: xMean,
    y: yMean,
    xy: xy + dx * (right - yMean),
    xx: xx + dx * (left - xMean),
    yy: yy + dy * (right - yMean),
  };
}

/** The moments of the pairs of both. */
function joined(a: CoMoments, b: CoMoments): CoMoments {
  const n = a.n + b.n;
  const dx = b.x - a.x;
  const dy = b.y - a.y;
  const xStep = n === 0 ? 0 : dx / n;
  const yStep = n === 0 ? 0 : dy / n;
  return {
    n,
    x: a.x + xStep * b.n,
    y: a.y + yStep * b.n,
    xy: a.xy + b.xy + dx * yStep * a.n * b.n,
    xx: a.xx + b.xx + dx * xStep * a.n * b.n,
    yy: a.yy + b.yy + dy * yStep * a.n * b.n,
  };
}

function read(buffer: readonly Value[]): CoMoments {
  const [n, x, y, xy, xx, yy] = buffer as readonly (number | undefined)[];
  return { n: n ?? 0, x: x ?? 0, y: y ?? 0, xy: xy ?? 0, xx: xx ?? 0, yy: yy ?? 0 };
}

function write(buffer: AggregateBuffer, { n, x, y, xy, xx, yy }: CoMoments): void {
  [n, x, y, xy, xx, yy].forEach((value, index) => {
    buffer[index] = value;
  });
}

/** @param evaluate is asked for at least one pair */
function pairAggregate(
  name: string,
  help: AggregateHelp,
  evaluate: (moments: CoMoments) => number | null,
): AggregateFunction {
  const bound: BoundAggregate = {
    resultType: DOUBLE,
    nullable: true,
    argumentTypes: [DOUBLE, DOUBLE],
    bufferTypes: Array.from({ length: SIZE }, () => DOUBLE),
    initial: () => Array.from({ length: SIZE }, () => 0),
    update(buffer, [left, right]) {
      if (left === null || left === undefined || right === null || right === undefined) return;
      write(buffer, withPair(read(buffer), left as number, right as number));
    },
    // In a stream Spark takes either side up by merging it into an empty buffer, which may move a mean by its last bit.
    merge: (stored, partial) => write(stored, joined(joined(NONE, read(stored)), joined(NONE, read(partial)))),
    result(buffer) {
      const moments = read(buffer);
      return moments.n === 0 ? null : evaluate(moments);
    },
  };
  return {
    names: [name],
    takesStar: false,
    takesDistinct: true,
    minArgs: 2,
    maxArgs: 2,
    help,
    bind(args, written) {
      const left = castArgument(written, args, 0, DOUBLE);
      const right = castArgument(written, args, 1, DOUBLE);
      if (!left.ok) return left;
      return right.ok ? ok(bound) : right;
    },
  };
}

export const covarPop = pairAggregate(
  'covar_pop',
  {
    usage: 'covar_pop(x, y)',
    en: 'The covariance of a whole population of pairs.',
    fr: 'La covariance d’une population entière de couples.',
  },
  ({ n, xy }) => xy / n,
);

export const covarSamp = pairAggregate(
  'covar_samp',
  {
    usage: 'covar_samp(x, y)',
    en: 'The covariance of a sample of pairs; null for a single pair.',
    fr: 'La covariance d’un échantillon de couples ; null pour un seul couple.',
  },
  ({ n, xy }) => (n === 1 ? null : xy / (n - 1)),
);

export const corr = pairAggregate(
  'corr',
  {
    usage: 'corr(x, y)',
    en: 'Pearson’s correlation of pairs, -1 to 1; null for a single pair.',
    fr: 'La corrélation de Pearson de couples, de -1 à 1 ; null pour un seul couple.',
  },
  ({ n, xy, xx, yy }) => {
    if (n === 1) return null;
    const spread = Math.sqrt(xx * yy);
    if (spread === 0) throw new EngineError('EXE-004');
    return xy / spread;
  },
);

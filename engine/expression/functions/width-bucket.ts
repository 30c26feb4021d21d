import { err, ok } from '../../base/result.ts';
import { BIGINT, DOUBLE, INTERVAL } from '../../types/data-type.ts';
import { BIGINT_MAX } from '../../types/integer-range.ts';
import { implicitCast } from '../coercion.ts';
import type { ScalarFunction } from '../expr.ts';
import { wrongArgument } from './signature.ts';
import { strict } from './strict.ts';

/**
 * `width_bucket(value, from, to, count)`: which of `count` equal parts of a range a value lies in, from 1; 0 and `count + 1` are
 * below and above. The range may run downwards. Null for a range or a count that makes no sense.
 */
export const widthBucket: ScalarFunction = {
  name: 'width_bucket',
  minArgs: 4,
  maxArgs: 4,
  sign: (args) => {
    const side = args[0]?.type.kind === 'interval' ? INTERVAL : DOUBLE;
    const wanted = [side, side, side, BIGINT];
    for (const [i, arg] of args.entries()) {
      const asked = wanted[i] ?? BIGINT;
      if (implicitCast(arg.type, asked) === null) return err(wrongArgument(i, asked.kind, arg.type));
    }
    return ok({ args: wanted, type: BIGINT, nullable: true });
  },
  ...strict(() => (value, from, to, count) => bucketOf(Number(value), Number(from), Number(to), count as bigint)),
};

function bucketOf(value: number, from: number, to: number, count: bigint): bigint | null {
  if (count <= 0n || count === BIGINT_MAX) return null;
  if (Number.isNaN(value) || from === to || !Number.isFinite(from) || !Number.isFinite(to)) return null;
  const along = from < to ? value - from : from - value;
  if (along < 0) return 0n;
  const width = Math.abs(to - from);
  return along >= width ? count + 1n : BigInt(Math.trunc((Number(count) * along) / width)) + 1n;
}

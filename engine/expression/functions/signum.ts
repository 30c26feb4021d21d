import { DOUBLE, INTERVAL } from '../../types/data-type.ts';
import type { ScalarFunction } from '../expr.ts';
import { takes } from './signature.ts';
import { strict } from './strict.ts';

const ofDoubles = takes([DOUBLE], DOUBLE, true);
const ofIntervals = takes([INTERVAL], DOUBLE, true);

/** -1, 0 or 1 as a double, by the sign of a number or an interval; a zero keeps its own sign, and NaN stays. */
export const signum: ScalarFunction = {
  name: 'signum',
  aliases: ['sign'],
  minArgs: 1,
  maxArgs: 1,
  sign: (args) => (args[0]?.type.kind === 'interval' ? ofIntervals : ofDoubles)(args),
  ...strict(() => (value) => Math.sign(Number(value))),
  display: ([arg], written) => `${written === 'signum' ? 'SIGNUM' : written}(${arg})`,
};

import { decimal, INT, INTERVAL } from '../../types/data-type.ts';
import type { ScalarFunction } from '../expr.ts';
import { takes } from './signature.ts';
import { strict } from './strict.ts';
import { checkedInterval } from './time-arithmetic.ts';

const DEFAULTS = ['0', '0', '0', '0.000000'];

/** `make_dt_interval([days[, hours[, minutes[, seconds]]]])`; what is left out is 0. */
export const makeDtInterval: ScalarFunction = {
  name: 'make_dt_interval',
  minArgs: 0,
  maxArgs: 4,
  sign: takes([INT, INT, INT, decimal(18, 6)], INTERVAL),
  ...strict(() => (days = 0, hours = 0, minutes = 0, seconds = 0n) => {
    const wholeMinutes = (BigInt(Number(days)) * 24n + BigInt(Number(hours))) * 60n + BigInt(Number(minutes));
    return checkedInterval(wholeMinutes * 60_000_000n + (seconds as bigint), 'make_dt_interval');
  }),
  display: (args) => `make_dt_interval(${DEFAULTS.map((absent, i) => args[i] ?? absent).join(', ')})`,
};

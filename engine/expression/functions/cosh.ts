import { computedDouble } from './double-function.ts';
import { EXP_OF_ONE } from './exp.ts';

/** As in Java, whose library computes it from `exp`. */
export const cosh = computedDouble('cosh', (value) =>
  Math.abs(value) === 1 ? 0.5 * EXP_OF_ONE + 0.5 / EXP_OF_ONE : Math.cosh(value),
);

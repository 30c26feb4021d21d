import { computedDouble } from './double-function.ts';

/** The nearest whole double; of two, the even one. */
export const rint = computedDouble('rint', nearestEven, 'rint');

function nearestEven(value: number): number {
  const below = Math.floor(value);
  const above = value - below;
  const rounded = above < 0.5 || (above === 0.5 && below % 2 === 0) ? below : above >= 0.5 ? below + 1 : value;
  return rounded === 0 && (value < 0 || Object.is(value, -0)) ? -0 : rounded;
}

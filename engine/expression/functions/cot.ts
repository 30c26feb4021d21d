import { computedDouble } from './double-function.ts';

export const cot = computedDouble('cot', (value) => 1 / Math.tan(value));

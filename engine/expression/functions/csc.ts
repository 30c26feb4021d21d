import { computedDouble } from './double-function.ts';

export const csc = computedDouble('csc', (value) => 1 / Math.sin(value));

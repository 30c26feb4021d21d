import { computedDouble } from './double-function.ts';

export const sec = computedDouble('sec', (value) => 1 / Math.cos(value));

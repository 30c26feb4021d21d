import { nullTest } from './null-test.ts';

/** `a IS NOT NULL`. */
export const isnotnull = nullTest('isnotnull', false, 'IS NOT NULL');

import { nullTest } from './null-test.ts';

/** `a IS NULL`. */
export const isnull = nullTest('isnull', true, 'IS NULL');

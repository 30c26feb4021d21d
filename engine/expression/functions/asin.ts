import { doubleFunction } from './double-function.ts';

export const asin = doubleFunction('asin', [], 1, 'asin', 'ASIN');

import { doubleFunction } from './double-function.ts';

export const expm1 = doubleFunction('expm1', [], 1, 'expm1', 'EXPM1');

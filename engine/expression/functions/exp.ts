import { doubleFunction } from './double-function.ts';

export const exp = doubleFunction('exp', [], 1, 'exp', 'EXP');

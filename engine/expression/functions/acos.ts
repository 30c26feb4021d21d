import { doubleFunction } from './double-function.ts';

export const acos = doubleFunction('acos', [], 1, 'acos', 'ACOS');

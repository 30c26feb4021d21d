import { doubleFunction } from './double-function.ts';

export const atan = doubleFunction('atan', [], 1, 'atan', 'ATAN');

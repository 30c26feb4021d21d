import { doubleFunction } from './double-function.ts';

export const atanh = doubleFunction('atanh', [], 1, 'atanh', 'ATANH');

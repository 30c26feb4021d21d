import { doubleFunction } from './double-function.ts';

export const tanh = doubleFunction('tanh', [], 1, 'tanh', 'TANH');

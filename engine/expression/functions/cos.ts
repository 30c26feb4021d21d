import { doubleFunction } from './double-function.ts';

export const cos = doubleFunction('cos', [], 1, 'cos', 'COS');

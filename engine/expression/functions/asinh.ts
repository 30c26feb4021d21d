import { doubleFunction } from './double-function.ts';

export const asinh = doubleFunction('asinh', [], 1, 'asinh', 'ASINH');

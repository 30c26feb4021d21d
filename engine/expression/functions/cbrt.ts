import { doubleFunction } from './double-function.ts';

export const cbrt = doubleFunction('cbrt', [], 1, 'cbrt', 'CBRT');

import { doubleFunction } from './double-function.ts';

export const sin = doubleFunction('sin', [], 1, 'sin', 'SIN');

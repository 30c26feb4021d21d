import { doubleFunction } from './double-function.ts';

export const sinh = doubleFunction('sinh', [], 1, 'sinh', 'SINH');

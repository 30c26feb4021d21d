import { doubleFunction } from './double-function.ts';

export const tan = doubleFunction('tan', [], 1, 'tan', 'TAN');

import { doubleFunction } from './double-function.ts';

export const acosh = doubleFunction('acosh', [], 1, 'acosh', 'ACOSH');

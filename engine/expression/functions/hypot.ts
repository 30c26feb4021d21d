import { doubleFunction } from './double-function.ts';

export const hypot = doubleFunction('hypot', [], 2, 'hypot', 'HYPOT');

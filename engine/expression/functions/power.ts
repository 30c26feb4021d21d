import { doubleFunction } from './double-function.ts';

export const power = doubleFunction('power', ['pow'], 2, 'pow', 'POWER');

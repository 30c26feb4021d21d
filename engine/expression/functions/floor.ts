import { wholeNumber } from './whole-number.ts';

export const floor = wholeNumber('floor', [], 'down', 'FLOOR');

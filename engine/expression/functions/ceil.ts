import { wholeNumber } from './whole-number.ts';

export const ceil = wholeNumber('ceil', ['ceiling'], 'up', 'CEIL');

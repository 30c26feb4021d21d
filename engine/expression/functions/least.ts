import { extreme } from './extreme.ts';

export const least = extreme('least', (order) => order < 0);

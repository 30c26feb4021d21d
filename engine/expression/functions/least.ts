import { extreme } from './extreme.ts';

export const least = extreme('least', false);

import { extreme } from './extreme.ts';

export const greatest = extreme('greatest', true);

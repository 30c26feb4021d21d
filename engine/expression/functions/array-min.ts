import { arrayExtreme } from './array-extreme.ts';

export const arrayMin = arrayExtreme('array_min', (order) => order < 0);

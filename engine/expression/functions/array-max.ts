import { arrayExtreme } from './array-extreme.ts';

export const arrayMax = arrayExtreme('array_max', (order) => order > 0);

import { arrayLength } from './array-length.ts';

export const arraySize = arrayLength('array_size', []);

import { arrayLength } from './array-length.ts';

export const size = arrayLength('size', ['cardinality']);

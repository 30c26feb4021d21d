import { INT } from '../../types/data-type.ts';
import { jsonFunction } from './json-function.ts';

/** The number of elements of a JSON array; null for anything else. */
export const jsonArrayLength = jsonFunction('json_array_length', INT, (node) =>
  node.kind === 'array' ? node.elements.length : null,
);

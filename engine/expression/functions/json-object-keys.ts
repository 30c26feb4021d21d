import { array, STRING } from '../../types/data-type.ts';
import { jsonFunction } from './json-function.ts';

/** The names of a JSON object's own fields, in their order and with repetitions; null for anything else. */
export const jsonObjectKeys = jsonFunction('json_object_keys', array(STRING), (node) =>
  node.kind === 'object' ? node.fields.map(({ name }) => name) : null,
);

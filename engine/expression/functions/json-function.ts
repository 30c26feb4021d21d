import type { DataType } from '../../types/data-type.ts';
import { STRING } from '../../types/data-type.ts';
import { FUNCTION_LENIENCY, type JsonNode, tryParseJsonTree } from '../../types/json/json-tree.ts';
import type { Value } from '../../types/value.ts';
import type { ScalarFunction } from '../expr.ts';
import { takesExactly } from './exact-arguments.ts';
import { strict } from './strict.ts';

/** A function of a JSON text: null where the text is not JSON. */
export function jsonFunction(name: string, type: DataType, read: (node: JsonNode) => Value): ScalarFunction {
  return {
    name,
    minArgs: 1,
    maxArgs: 1,
    sign: takesExactly([STRING], type, true),
    ...strict(() => (text) => {
      const node = tryParseJsonTree(text as string, FUNCTION_LENIENCY);
      return node === undefined ? null : read(node);
    }),
  };
}

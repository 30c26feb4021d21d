import { STRING } from '../../types/data-type.ts';
import { findByPath, parseJsonPath } from '../../types/json/json-path.ts';
import { FUNCTION_LENIENCY, tryParseJsonTree } from '../../types/json/json-tree.ts';
import type { ScalarFunction } from '../expr.ts';
import { takesExactly } from './exact-arguments.ts';
import { lastUsed } from './last-used.ts';
import { strict } from './strict.ts';

/** `get_json_object(text, '$.a[0].b')`: what the path finds, as text; null where text or path is malformed. */
export const getJsonObject: ScalarFunction = {
  name: 'get_json_object',
  minArgs: 2,
  maxArgs: 2,
  sign: takesExactly([STRING, STRING], STRING, true),
  ...strict(() => {
    const pathOf = lastUsed((path) => parseJsonPath(path));
    return (text, path) => {
      const steps = pathOf(path as string, '');
      const node = steps === null ? undefined : tryParseJsonTree(text as string, FUNCTION_LENIENCY);
      return node === undefined || steps === null ? null : findByPath(node, steps);
    };
  }),
};

import { err, ok } from '../../base/result.ts';
import { BOOLEAN } from '../../types/data-type.ts';
import { printDataType } from '../../types/data-type-text.ts';
import type { ScalarFunction } from '../expr.ts';

/** Typing for operators of booleans. Spark takes no other type for true or false, strings in particular. */
export function signOperator(operator: string, expected: 'boolean'): ScalarFunction['sign'] {
  return (args) => {
    const wrong = args.findIndex(({ type }) => type.kind !== 'boolean' && type.kind !== 'void');
    const found = args[wrong]?.type;
    if (found !== undefined) {
      return err({ code: 'EXP-031', params: { operator, expected, found: printDataType(found) }, argument: wrong });
    }
    return ok({ args: args.map(() => BOOLEAN), type: BOOLEAN });
  };
}

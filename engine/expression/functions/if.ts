import { err, ok } from '../../base/result.ts';
import { BOOLEAN } from '../../types/data-type.ts';
import { printDataType } from '../../types/data-type-text.ts';
import type { ScalarFunction } from '../expr.ts';
import { compileBranches, emitBranches } from './branches.ts';
import { mayBeNull, oneType } from './signature.ts';

/** `if(condition, a, b)`. */
export const ifElse: ScalarFunction = {
  name: 'if',
  minArgs: 3,
  maxArgs: 3,
  sign: ([condition, ...results]) => {
    if (condition !== undefined && condition.type.kind !== 'boolean' && condition.type.kind !== 'void') {
      const found = printDataType(condition.type);
      return err({ code: 'EXP-032', params: { position: 1, expected: 'boolean', found }, argument: 0 });
    }
    const type = oneType(results, 'if');
    if (!type.ok) return type;
    return ok({
      args: [BOOLEAN, type.value, type.value],
      type: type.value,
      nullable: results.some((arg) => mayBeNull(arg, type.value)),
    });
  },
  compile: (_, args) => compileBranches(args),
  emit: emitBranches,
  display: (args) => `(IF(${args.join(', ')}))`,
};

import { must } from '../../base/assert.ts';
import { err, ok } from '../../base/result.ts';
import { BOOLEAN } from '../../types/data-type.ts';
import { printDataType } from '../../types/data-type-text.ts';
import type { ScalarFunction } from '../expr.ts';
import { compileBranches, emitBranches } from './branches.ts';
import { mayBeNull, oneType } from './signature.ts';

/**
 * `CASE WHEN a THEN b … [ELSE c] END`, as arguments a, b, …, [c]. The form with an operand reaches here as equalities. Only the
 * branch that is taken is computed.
 */
export const caseWhen: ScalarFunction = {
  name: 'case',
  aliases: ['when'],
  minArgs: 2,
  maxArgs: Number.POSITIVE_INFINITY,
  sign: (args) => {
    const wrong = args.findIndex((arg, i) => isCondition(i, args.length) && arg.type.kind !== 'boolean');
    const condition = args[wrong];
    if (condition !== undefined) {
      const found = printDataType(condition.type);
      return err({ code: 'EXP-031', params: { operator: 'CASE WHEN', expected: 'boolean', found }, argument: wrong });
    }
    const results = args.filter((_, i) => !isCondition(i, args.length));
    const type = oneType(results, 'CASE');
    if (!type.ok) return type;
    return ok({
      args: args.map((_, i) => (isCondition(i, args.length) ? BOOLEAN : type.value)),
      type: type.value,
      nullable: args.length % 2 === 0 || results.some((arg) => mayBeNull(arg, type.value)),
    });
  },
  compile: (_, args) => compileBranches(args),
  emit: emitBranches,
  display: (args) => {
    const shown = args.map(
      (arg, i) => `${isCondition(i, args.length) ? 'WHEN' : i % 2 === 1 ? 'THEN' : 'ELSE'} ${arg}`,
    );
    return `CASE ${must(shown, 'CASE has branches').join(' ')} END`;
  },
};

function isCondition(index: number, count: number): boolean {
  return index % 2 === 0 && index < count - 1;
}

import { must } from '../../base/assert.ts';
import { err, ok } from '../../base/result.ts';
import { BOOLEAN, STRING, VOID } from '../../types/data-type.ts';
import { printDataType } from '../../types/data-type-text.ts';
import { implicitCast } from '../coercion.ts';
import { displayExpr } from '../display.ts';
import type { CallExpr, ScalarFunction } from '../expr.ts';
import { nullAware } from './null-aware.ts';
import { raised } from './raise-error.ts';
import { wrongArgument } from './signature.ts';

/** `assert_true(condition[, message])`: null where the condition is true, an error with the message otherwise. */
export const assertTrue: ScalarFunction = {
  name: 'assert_true',
  minArgs: 1,
  maxArgs: 2,
  sign: ([condition, message]) => {
    const type = must(condition, 'assert_true has a condition').type;
    if (type.kind !== 'boolean' && type.kind !== 'void') {
      return err({
        code: 'EXP-032',
        params: { position: 1, expected: 'boolean', found: printDataType(type) },
        argument: 0,
      });
    }
    if (message === undefined) return ok({ args: [BOOLEAN], type: VOID, nullable: true });
    if (implicitCast(message.type, STRING) === null) return err(wrongArgument(1, 'string', message.type));
    return ok({ args: [BOOLEAN, STRING], type: VOID, nullable: true });
  },
  ...nullAware((call) => {
    const words = usualWords(call);
    return (condition, message = words) => {
      if (condition === true) return null;
      throw raised(message);
    };
  }),
  display: ([condition, message], _, call) => `assert_true(${condition}, ${message ?? usualWords(call)})`,
};

function usualWords(call: CallExpr): string {
  return `'${displayExpr(must(call.args[0], 'assert_true has a condition'))}' is not true!`;
}

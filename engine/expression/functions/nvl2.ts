import { must } from '../../base/assert.ts';
import { err, ok } from '../../base/result.ts';
import { BOOLEAN } from '../../types/data-type.ts';
import type { Expr, ScalarFunction } from '../expr.ts';
import { compileBranches, emitBranches } from './branches.ts';
import { isnotnull } from './isnotnull.ts';
import { mayBeNull, oneType } from './signature.ts';

/** `nvl2(a, b, c)`: `b` where `a` is not null, else `c`; the other one is not computed. */
export const nvl2: ScalarFunction = {
  name: 'nvl2',
  minArgs: 3,
  maxArgs: 3,
  sign: ([test, ...results]) => {
    const type = oneType(results, 'nvl2');
    if (!type.ok) return err(type.error);
    return ok({
      args: [must(test, 'nvl2 has three arguments').type, type.value, type.value],
      type: type.value,
      nullable: results.some((arg) => mayBeNull(arg, type.value)),
    });
  },
  compile: (_, [test, ...results]) => {
    const of = must(test, 'nvl2 has three arguments');
    return compileBranches([(row) => of(row) !== null, ...results]);
  },
  emit: (call, context, emitArgument) => {
    const [test, ...results] = call.args;
    const args = [must(test, 'nvl2 has three arguments')];
    const isPresent: Expr = {
      kind: 'call',
      function: isnotnull,
      args,
      written: 'isnotnull',
      type: BOOLEAN,
      nullable: false,
    };
    return emitBranches({ ...call, args: [isPresent, ...results] }, context, emitArgument);
  },
};

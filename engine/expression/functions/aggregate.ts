import { err, ok } from '../../base/result.ts';
import { array, sameType } from '../../types/data-type.ts';
import { printDataType } from '../../types/data-type-text.ts';
import type { Value } from '../../types/value.ts';
import type { ScalarFunction } from '../expr.ts';
import { knownElementTypeOf } from './array-elements.ts';
import { lambdaCaller, lambdaCells } from './lambda.ts';
import { holdsNull } from './null-elements.ts';
import { wrongArgument } from './signature.ts';

/**
 * `aggregate(array, start, (sum, x) -> …[, sum -> …])`: the elements put together one by one, and the result finished by the
 * second function.
 */
export const aggregate: ScalarFunction = {
  name: 'aggregate',
  aliases: ['reduce'],
  minArgs: 3,
  maxArgs: 4,
  lambda: (position, count, [of, start]) => {
    if (of?.type.kind !== 'array' || start === undefined) return null;
    const sum = { type: start.type, nullable: true };
    if (position === 2 && count === 2) return [sum, { type: of.type.element, nullable: holdsNull(of) }];
    return position === 3 && count === 1 ? [sum] : null;
  },
  sign: (args) => {
    const element = knownElementTypeOf(args, 0);
    if (!element.ok) return element;
    const [, start, merge, finish] = args;
    if (start === undefined || merge === undefined || lambdaCells(merge) === null) {
      return err(wrongArgument(2, '(sum, x) -> …', merge?.type ?? element.value));
    }
    if (!sameType(merge.type, start.type)) return err(wrongArgument(2, printDataType(start.type), merge.type));
    if (finish !== undefined && lambdaCells(finish) === null) return err(wrongArgument(3, 'sum -> …', finish.type));
    const types = args.map(({ type }, i) => (i === 0 ? array(element.value) : type));
    return ok({ args: types, type: finish?.type ?? start.type, nullable: true });
  },
  compile: (call, [of, start, merge, finish]) => {
    const add = lambdaCaller(call, 2, merge);
    const finished = call.args[3] === undefined ? null : lambdaCaller(call, 3, finish);
    return (row) => {
      const values = of?.(row) ?? null;
      if (values === null) return null;
      let sum: Value = start?.(row) ?? null;
      for (const value of values as readonly Value[]) sum = add(row, sum, value);
      return finished === null ? sum : finished(row, sum);
    };
  },
  display: (args, written) =>
    `${written}(${[...args, ...(args.length === 3 ? ['lambdafunction(namedlambdavariable(), namedlambdavariable())'] : [])].join(', ')})`,
};

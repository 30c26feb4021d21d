import { err, ok } from '../../base/result.ts';
import { comparatorOf } from '../../types/compare.ts';
import { array, INT } from '../../types/data-type.ts';
import type { Value } from '../../types/value.ts';
import type { ScalarFunction } from '../expr.ts';
import { elementTypeOf } from './array-elements.ts';
import { lambdaCaller, lambdaCells } from './lambda.ts';
import { wrongArgument } from './signature.ts';

/** What Spark writes for the order that it takes where none is given. */
const DEFAULT_ORDER =
  'lambdafunction((IF(((namedlambdavariable() IS NULL) AND (namedlambdavariable() IS NULL)), 0, ' +
  '(IF((namedlambdavariable() IS NULL), 1, (IF((namedlambdavariable() IS NULL), -1, ' +
  '(IF((namedlambdavariable() < namedlambdavariable()), -1, ' +
  '(IF((namedlambdavariable() > namedlambdavariable()), 1, 0)))))))))), namedlambdavariable(), namedlambdavariable())';

/** `array_sort(array[, (a, b) -> order])`: ascending with nulls last, or as the function orders two elements. */
export const arraySort: ScalarFunction = {
  name: 'array_sort',
  minArgs: 1,
  maxArgs: 2,
  lambda: (position, count, [of]) =>
    position === 1 && count === 2 && of?.type.kind === 'array'
      ? [0, 1].map(() => ({ type: of.type.kind === 'array' ? of.type.element : of.type, nullable: true }))
      : null,
  sign: (args) => {
    const element = elementTypeOf(args, 0);
    if (!element.ok) return element;
    const [of, order] = args;
    if (order !== undefined && (lambdaCells(order) === null || order.type.kind !== 'int')) {
      return err(wrongArgument(1, '(a, b) -> int', order.type));
    }
    const type = array(element.value);
    return ok({ args: order === undefined ? [type] : [type, INT], type, nullable: of?.nullable ?? true });
  },
  compile: (call, [of, order]) => {
    const compare = comparatorOf(call.type.kind === 'array' ? call.type.element : call.type);
    const apply = call.args[1] === undefined ? null : lambdaCaller(call, 1, order);
    return (row) => {
      const values = of?.(row) ?? null;
      if (values === null) return null;
      const byOrder = (a: Value, b: Value): number =>
        apply === null ? nullsLast(a, b, compare) : Number(apply(row, a, b) ?? 0);
      return [...(values as readonly Value[])].sort(byOrder);
    };
  },
  display: ([of, order = DEFAULT_ORDER]) => `array_sort(${of}, ${order})`,
};

function nullsLast(a: Value, b: Value, compare: (a: Value, b: Value) => number): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
  return compare(a, b);
}

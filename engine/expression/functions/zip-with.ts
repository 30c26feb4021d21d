import { err, ok } from '../../base/result.ts';
import { array } from '../../types/data-type.ts';
import type { Value } from '../../types/value.ts';
import type { ScalarFunction } from '../expr.ts';
import { knownElementTypeOf } from './array-elements.ts';
import { lambdaCaller, lambdaCells } from './lambda.ts';
import { wrongArgument } from './signature.ts';

/** `zip_with(a, b, (x, y) -> …)` on the elements at one place; nulls stand where an array is shorter. */
export const zipWith: ScalarFunction = {
  name: 'zip_with',
  minArgs: 3,
  maxArgs: 3,
  lambda: (position, count, [left, right]) => {
    if (position !== 2 || count !== 2 || left?.type.kind !== 'array' || right?.type.kind !== 'array') return null;
    return [left.type, right.type].map(({ element }) => ({ type: element, nullable: true }));
  },
  sign: (args) => {
    for (const at of [0, 1]) {
      const element = knownElementTypeOf(args, at);
      if (!element.ok) return element;
    }
    const [left, right, lambda] = args;
    if (lambda === undefined || lambdaCells(lambda) === null) {
      return err(wrongArgument(2, '(x, y) -> …', lambda?.type ?? { kind: 'void' }));
    }
    const nullable = (left?.nullable ?? true) || (right?.nullable ?? true);
    return ok({ args: args.map(({ type }) => type), type: array(lambda.type), nullable });
  },
  compile: (call, [left, right, lambda]) => {
    const apply = lambdaCaller(call, 2, lambda);
    return (row) => {
      const a = (left?.(row) ?? null) as readonly Value[] | null;
      const b = (right?.(row) ?? null) as readonly Value[] | null;
      if (a === null || b === null) return null;
      return Array.from({ length: Math.max(a.length, b.length) }, (_, i) => apply(row, a[i] ?? null, b[i] ?? null));
    };
  },
};

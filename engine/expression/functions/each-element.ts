import { err, ok } from '../../base/result.ts';
import { array, type DataType, INT } from '../../types/data-type.ts';
import type { Value } from '../../types/value.ts';
import type { Expr, ScalarFunction } from '../expr.ts';
import { knownElementTypeOf } from './array-elements.ts';
import { lambdaCaller, lambdaCells } from './lambda.ts';
import { holdsNull } from './null-elements.ts';
import { wrongArgument } from './signature.ts';

/** What a function makes of an array and its lambda's results. */
export interface EachElement {
  /** The lambda may take the element's place, counted from 0, as a second name. */
  readonly takesIndex: boolean;
  readonly isCondition: boolean;
  type(element: DataType, result: DataType): DataType;
  nullable(of: Expr, lambda: Expr): boolean;
  run(values: readonly Value[], apply: (value: Value, index: number) => Value): Value;
}

/** A function that applies a lambda to each element of an array: `filter`, `transform` and the like. */
export function eachElement(name: string, each: EachElement): ScalarFunction {
  return {
    name,
    minArgs: 2,
    maxArgs: 2,
    lambda: (position, count, [of]) => {
      if (position !== 1 || of?.type.kind !== 'array' || count > (each.takesIndex ? 2 : 1)) return null;
      const element = { type: of.type.element, nullable: holdsNull(of) };
      return [element, { type: INT, nullable: false }].slice(0, count);
    },
    sign: (args) => {
      const element = knownElementTypeOf(args, 0);
      if (!element.ok) return element;
      const [of, lambda] = args;
      if (of === undefined || lambda === undefined || lambdaCells(lambda) === null) {
        return err(wrongArgument(1, 'x -> …', lambda?.type ?? element.value));
      }
      if (each.isCondition && lambda.type.kind !== 'boolean' && lambda.type.kind !== 'void') {
        return err(wrongArgument(1, 'x -> boolean', lambda.type));
      }
      const type = each.type(element.value, lambda.type);
      return ok({ args: [array(element.value), lambda.type], type, nullable: each.nullable(of, lambda) });
    },
    compile: (call, [of, lambda]) => {
      const apply = lambdaCaller(call, 1, lambda);
      return (row) => {
        const values = of?.(row) ?? null;
        return values === null ? null : each.run(values as readonly Value[], (value, i) => apply(row, value, i));
      };
    },
  };
}

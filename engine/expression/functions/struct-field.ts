import { must } from '../../base/assert.ts';
import { ok } from '../../base/result.ts';
import { STRING } from '../../types/data-type.ts';
import type { Expr, ScalarFunction } from '../expr.ts';

/** `a as name` within `struct(…)`: the value itself. Nobody can call it: its name is an operator's. */
export const structField: ScalarFunction = {
  name: 'as',
  minArgs: 2,
  maxArgs: 2,
  sign: ([value]) => {
    const { type, nullable } = must(value, 'the parser gives a value and its name');
    return ok({ args: [type, STRING], type, nullable });
  },
  compile: (_, [value]) => must(value, 'the parser gives a value and its name'),
  display: ([value, name = '']) => `${value} AS ${/^\w+$/.test(name) ? name : `\`${name.replaceAll('`', '``')}\``}`,
};

/** The name of a value in a struct where one was given, or where it has one of its own. */
export function fieldNameOf(expr: Expr): string | null {
  if (expr.kind === 'column' || expr.kind === 'field') return expr.name;
  const name = expr.kind === 'call' && expr.function === structField ? expr.args[1] : undefined;
  return name?.kind === 'literal' ? name.display : null;
}

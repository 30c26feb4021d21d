import { must } from '../../base/assert.ts';
import { ok } from '../../base/result.ts';
import { isNumeric } from '../../types/data-type.ts';
import type { Value } from '../../types/value.ts';
import type { CallExpr, Environment, Evaluator, Expr, ScalarFunction } from '../expr.ts';
import { orNull } from './or-null.ts';
import { type Compute, compileStrict, emitGuarded } from './strict.ts';

/** What an operator looks at besides its arguments, where it has an emitted form: nothing. */
const ANYWHERE: Environment = { timeZone: 'UTC', batchTimestampMs: () => 0 };

/**
 * `try_add` and its like: the operator, with null where it would fail. Between two numbers an argument that fails still fails,
 * as in Spark; with anything else (moments, intervals, texts that are read as numbers) the arguments are tried as well.
 */
export function tryOperator(name: string, operator: ScalarFunction): ScalarFunction {
  return {
    name,
    minArgs: 2,
    maxArgs: 2,
    sign: (args) => {
      const signed = operator.sign(args);
      return signed.ok ? ok({ ...signed.value, nullable: true }) : signed;
    },
    compile: (call, args, environment) => {
      if (call.args.every(isNumber)) return compileStrict(tried(operator, call, environment), args);
      const evaluate = operator.compile(call, args, environment);
      return (row) => orNull(() => evaluate(row));
    },
    cannotEmit: (call) =>
      operator.cannotEmit?.(call) ?? (call.args.every(isNumber) ? null : 'arguments that are tried'),
    emit: (call, context, emitArgument) => emitGuarded(tried(operator, call, ANYWHERE), call, context, emitArgument),
    display: (args) => `${name}(${args.join(', ')})`,
  };
}

/** Whether a side was written as a number; a text that is read as one is a cast. */
function isNumber(arg: Expr): boolean {
  return isNumeric(arg.kind === 'cast' && !arg.isExplicit ? arg.of.type : arg.type);
}

/** The operator on values that are there already. */
function tried(operator: ScalarFunction, call: CallExpr, environment: Environment): Compute {
  let given: readonly Value[] = [];
  const args = call.args.map(
    (_, i): Evaluator =>
      () =>
        must(given[i], 'a value for each argument'),
  );
  const evaluate = operator.compile(call, args, environment);
  return (...values) => {
    given = values;
    return orNull(() => evaluate([]));
  };
}

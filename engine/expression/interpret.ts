import { makeCast, makeTryCast } from '../types/cast.ts';
import type { Row, Value } from '../types/value.ts';
import type { CastExpr, Environment, Evaluator, Expr, FieldExpr } from './expr.ts';

/**
 * Turns an expression into a closure over rows. This is what the expression means; the emitted form must agree with it.
 * The closure throws `EngineError` for what Spark's ANSI mode refuses: overflow, division by zero, failed casts.
 */
export function interpret(expr: Expr, environment: Environment): (row: Row) => Value {
  switch (expr.kind) {
    case 'literal': {
      const { value } = expr;
      return () => value;
    }
    case 'column': {
      const { index } = expr;
      return (row) => row[index] ?? null;
    }
    case 'field':
      return interpretField(expr, environment);
    case 'cast':
      return interpretCast(expr, environment);
    case 'call':
      return expr.function.compile(
        expr,
        expr.args.map((arg) => interpret(arg, environment)),
        environment,
      );
  }
}

function interpretField(expr: FieldExpr, environment: Environment): Evaluator {
  const of = interpret(expr.of, environment);
  const { index } = expr;
  return (row) => {
    const struct = of(row);
    return Array.isArray(struct) ? ((struct[index] as Value | undefined) ?? null) : null;
  };
}

function interpretCast(expr: CastExpr, environment: Environment): Evaluator {
  const of = interpret(expr.of, environment);
  const make = expr.isTry ? makeTryCast : makeCast;
  const cast = make(expr.of.type, expr.type, { timeZone: environment.timeZone });
  return (row) => cast(of(row));
}

import { must } from '../../base/assert.ts';
import { ok } from '../../base/result.ts';
import type { Value } from '../../types/value.ts';
import type { CallExpr, Evaluator, Expr, LambdaParameter, ScalarFunction } from '../expr.ts';

/** Where the function that applies a lambda puts what the lambda's name stands for, right before each application. */
export interface LambdaCell extends LambdaParameter {
  value: Value;
}

interface LambdaFunction extends ScalarFunction {
  readonly cells: readonly LambdaCell[];
}

interface LambdaVariable extends ScalarFunction {
  readonly cell: LambdaCell;
}

/** A name of a lambda, inside its body. */
export function lambdaVariable(cell: LambdaCell): CallExpr {
  const { type, nullable } = cell;
  const variable: LambdaVariable = {
    name: 'namedlambdavariable',
    cell,
    minArgs: 0,
    maxArgs: 0,
    sign: () => ok({ args: [], type, nullable }),
    compile: () => () => cell.value,
  };
  return { kind: 'call', function: variable, args: [], written: variable.name, type, nullable };
}

/** A lambda as an argument: a call that computes the body on what its cells hold. */
export function lambdaExpr(body: Expr, cells: readonly LambdaCell[]): CallExpr {
  const { type, nullable } = body;
  const lambda: LambdaFunction = {
    name: 'lambdafunction',
    cells,
    minArgs: 1,
    maxArgs: 1,
    sign: () => ok({ args: [type], type, nullable }),
    compile: (_, [of]) => must(of, 'a lambda has a body'),
    display: ([of]) => `lambdafunction(${[of, ...cells.map(() => 'namedlambdavariable()')].join(', ')})`,
  };
  return { kind: 'call', function: lambda, args: [body], written: lambda.name, type, nullable };
}

/** The cells of an argument that is a lambda; null for any other. */
export function lambdaCells(expr: Expr | undefined): readonly LambdaCell[] | null {
  return expr?.kind === 'call' && 'cells' in expr.function ? (expr.function as LambdaFunction).cells : null;
}

/** The cell that a name of a lambda stands for; null for any other expression. */
export function variableCell(expr: Expr): LambdaCell | null {
  return expr.kind === 'call' && 'cell' in expr.function ? (expr.function as LambdaVariable).cell : null;
}

/** Applies the lambda `call.args[at]`, whose body `evaluator` computes, to values. */
export function lambdaCaller(
  call: CallExpr,
  at: number,
  evaluator: Evaluator | undefined,
): (row: readonly Value[], ...values: Value[]) => Value {
  const cells = must(lambdaCells(call.args[at]), 'the signature wants a lambda here');
  const compute = must(evaluator, 'the signature wants a lambda here');
  return (row, ...values) => {
    for (const [i, cell] of cells.entries()) cell.value = values[i] ?? null;
    return compute(row);
  };
}

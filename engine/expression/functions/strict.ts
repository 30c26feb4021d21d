import type { Value } from '../../types/value.ts';
import type { EmitContext, EmittedValue } from '../emit-context.ts';
import type { CallExpr, EmitArgument, Environment, Evaluator, ScalarFunction } from '../expr.ts';
import { guarded, isNested } from './wide-number.ts';

/** A function of values that are never null. */
export type Compute = (...values: Value[]) => Value;

/** The closure of a function that is null where an argument is. */
export function compileStrict(compute: Compute, args: readonly Evaluator[]): Evaluator {
  const [first, second, third] = args;
  if (first !== undefined && args.length === 1) {
    return (row) => {
      const a = first(row);
      return a === null ? null : compute(a);
    };
  }
  if (first !== undefined && second !== undefined && args.length === 2) {
    return (row) => {
      const a = first(row);
      if (a === null) return null;
      const b = second(row);
      return b === null ? null : compute(a, b);
    };
  }
  if (first !== undefined && second !== undefined && third !== undefined && args.length === 3) {
    return (row) => {
      const a = first(row);
      if (a === null) return null;
      const b = second(row);
      if (b === null) return null;
      const c = third(row);
      return c === null ? null : compute(a, b, c);
    };
  }
  return (row) => {
    const values: Value[] = [];
    for (const arg of args) {
      const value = arg(row);
      if (value === null) return null;
      values.push(value);
    }
    return compute(...values);
  };
}

/** Both forms of a function that is null where an argument is and depends on nothing but its arguments. */
export function strict(
  compute: (call: CallExpr) => Compute,
): Required<Pick<ScalarFunction, 'compile' | 'emit' | 'cannotEmit'>> {
  return {
    compile: (call, args) => compileStrict(compute(call), args),
    cannotEmit: cannotEmitNested,
    emit: (call, context, emitArgument) => emitGuarded(compute(call), call, context, emitArgument),
  };
}

/** Both forms of a function that is null where an argument is and depends on its arguments and the session's time zone. */
export function strictInZone(
  compute: (call: CallExpr, environment: Pick<Environment, 'timeZone'>) => Compute,
): Required<Pick<ScalarFunction, 'compile' | 'emit' | 'cannotEmit'>> {
  return {
    compile: (call, args, environment) => compileStrict(compute(call, environment), args),
    cannotEmit: cannotEmitNested,
    emit: (call, context, emitArgument) => emitGuarded(compute(call, context), call, context, emitArgument),
  };
}

/** Emitted code has no arrays and structs. */
function cannotEmitNested(call: CallExpr): string | null {
  return isNested(call.type) || call.args.some((arg) => isNested(arg.type)) ? 'nested values' : null;
}

/** Emits a call of `compute` itself; it bails where that throws. */
export function emitGuarded(
  compute: Compute,
  call: CallExpr,
  context: EmitContext,
  emitArgument: EmitArgument,
): EmittedValue {
  const args = call.args.map((arg) => emitArgument(arg, context));
  const isNull = anyOf(args.map((arg) => arg.isNull));
  const bound = context.bind(
    guarded(
      compute,
      call.args.map((arg) => arg.type),
      call.type,
    ),
  );
  const value = context.fresh('v');
  const called = `${bound}(${args.map((arg) => arg.value).join(', ')})`;
  context.statement(`const ${value} = ${isNull === 'false' ? called : `(${isNull}) ? null : ${called}`};`);
  context.statement(`if (${value} === undefined) { ${context.bail} }`);
  return { value, isNull: call.nullable || isNull !== 'false' ? `(${value} === null)` : 'false' };
}

/**
 * Emits a strict call as a JavaScript expression over the arguments' values.
 *
 * @param code builds the expression; it is evaluated only where no argument is null
 * @param bailIf builds a condition on the result's name, or null where nothing can go wrong
 */
export function emitInline(
  call: CallExpr,
  context: EmitContext,
  emitArgument: EmitArgument,
  code: (...values: string[]) => string,
  bailIf: ((result: string, ...values: string[]) => string) | null = null,
): EmittedValue {
  const args = call.args.map((arg) => emitArgument(arg, context));
  const values = args.map((arg) => arg.value);
  const isNull = anyOf(args.map((arg) => arg.isNull));
  const value = context.fresh('v');
  context.statement(`const ${value} = ${code(...values)};`);
  if (bailIf !== null) {
    const wrong = bailIf(value, ...values);
    context.statement(`if (${isNull === 'false' ? wrong : `!(${isNull}) && (${wrong})`}) { ${context.bail} }`);
  }
  return { value, isNull };
}

/** The disjunction of conditions, with what is always false left out. */
function anyOf(conditions: readonly string[]): string {
  const possible = [...new Set(conditions.filter((condition) => condition !== 'false'))];
  if (possible.includes('true')) return 'true';
  if (possible.length === 0) return 'false';
  return possible.length === 1 ? (possible[0] ?? 'false') : `(${possible.join(' || ')})`;
}

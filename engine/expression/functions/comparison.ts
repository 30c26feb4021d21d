import { err, ok } from '../../base/result.ts';
import { comparatorOf } from '../../types/compare.ts';
import { BOOLEAN, type DataType } from '../../types/data-type.ts';
import { printDataType } from '../../types/data-type-text.ts';
import { commonType } from '../coercion.ts';
import type { CallExpr, Expr, ScalarFunction } from '../expr.ts';
import { type Compute, emitGuarded, emitInline, strict } from './strict.ts';
import { isWide } from './wide-number.ts';

/** Typing of comparisons: both sides in their common type, which must have an order. */
export function signComparison(operator: string): ScalarFunction['sign'] {
  return ([left, right]) => {
    const type = left === undefined || right === undefined ? null : commonType(left.type, right.type);
    if (type === null) return err({ code: 'EXP-030', params: { operator, ...sides(left, right) } });
    return ok({ args: [type, type], type: BOOLEAN });
  };
}

function sides(left: Expr | undefined, right: Expr | undefined): { left: string; right: string } {
  return {
    left: left === undefined ? '' : printDataType(left.type),
    right: right === undefined ? '' : printDataType(right.type),
  };
}

/** Types whose emitted values JavaScript orders as Spark does. */
export function isPlainlyOrdered(type: DataType): boolean {
  return isWide(type) || ['tinyint', 'smallint', 'int', 'date'].includes(type.kind);
}

/** Types whose emitted values are the same exactly when `===` says so. */
export function isPlainlyEqual(type: DataType): boolean {
  return isPlainlyOrdered(type) || type.kind === 'string' || type.kind === 'boolean' || type.kind === 'decimal';
}

/** A comparison in JavaScript: its operator, and what doubles need besides, since NaN is the greatest and equals itself. */
export interface ComparisonCode {
  readonly operator: '===' | '!==' | '<' | '<=' | '>' | '>=';
  withNaN(a: string, b: string): string;
}

/** An operator that looks at how its sides compare: less (negative), same (0) or greater (positive). */
export function comparison(
  symbol: string,
  holds: (order: number) => boolean,
  js: ComparisonCode,
  display: (args: readonly string[]) => string,
): ScalarFunction {
  const needsOrder = js.operator !== '===' && js.operator !== '!==';
  const compute = (call: CallExpr): Compute => {
    const compare = comparatorOf(call.args[0]?.type ?? BOOLEAN);
    return (a = null, b = null) => holds(compare(a, b));
  };
  return {
    name: symbol,
    minArgs: 2,
    maxArgs: 2,
    sign: signComparison(symbol),
    ...strict(compute),
    emit: (call, context, emitArgument) => {
      const type = call.args[0]?.type ?? BOOLEAN;
      if (needsOrder ? isPlainlyOrdered(type) : isPlainlyEqual(type)) {
        return emitInline(call, context, emitArgument, (a, b) => `${a} ${js.operator} ${b}`);
      }
      if (type.kind === 'double' || type.kind === 'float') return emitInline(call, context, emitArgument, js.withNaN);
      return emitGuarded(compute(call), call, context, emitArgument);
    },
    display,
  };
}

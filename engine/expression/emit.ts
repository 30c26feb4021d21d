import { must } from '../base/assert.ts';
import { makeCast, makeTryCast } from '../types/cast.ts';
import { type DataType, isIntegral } from '../types/data-type.ts';
import type { Value } from '../types/value.ts';
import type { EmitContext, EmittedValue } from './emit-context.ts';
import type { CastExpr, Expr, LiteralExpr } from './expr.ts';
import { guarded, isNested, isWide } from './functions/wide-number.ts';

/**
 * Why `expr` has no emitted form (its parts included), in a few words for a plan's notes; null where it has one. What depends on the
 * session's time zone or the batch's time has none.
 */
export function cannotEmit(expr: Expr): string | null {
  switch (expr.kind) {
    case 'literal':
      return cannotEmitLiteral(expr);
    case 'column':
      return null;
    case 'field':
      return 'a field of a struct';
    case 'cast':
      return cannotEmit(expr.of) ?? cannotEmitCast(expr.of.type, expr.type);
    case 'call': {
      const fn = expr.function;
      if (fn.emit === undefined) return `${fn.name} is interpreted`;
      for (const arg of expr.args) {
        const reason = cannotEmit(arg);
        if (reason !== null) return reason;
      }
      return fn.cannotEmit?.(expr) ?? null;
    }
  }
}

/**
 * Appends what `expr` needs to the loop and returns its value. Call it only where `cannotEmit` is null. The result agrees with
 * `interpret`; where that would raise an error or leave the safe integers, the row bails.
 */
export function emitExpression(expr: Expr, context: EmitContext): EmittedValue {
  const { value, isNull } = emit(expr, context);
  return { value: atom(value), isNull: atom(isNull) };
}

/** `code` so that any operator may stand beside it. */
function atom(code: string): string {
  return /^[\w$]+$/.test(code) || isInParentheses(code) ? code : `(${code})`;
}

/** Whether the first parenthesis closes at the very end. Emitted code has no texts in which others could hide. */
function isInParentheses(code: string): boolean {
  if (!code.startsWith('(')) return false;
  for (let at = 0, depth = 0; at < code.length; at++) {
    if (code[at] === '(') depth++;
    if (code[at] === ')' && --depth === 0) return at === code.length - 1;
  }
  return false;
}

function emit(expr: Expr, context: EmitContext): EmittedValue {
  switch (expr.kind) {
    case 'literal':
      return emitLiteral(expr, context);
    case 'column':
      return context.column(expr.index);
    case 'cast':
      return emitCast(expr, context);
    case 'call':
      return must(expr.function.emit, 'cannotEmit was asked')(expr, context, emitExpression);
    case 'field':
      return must(null, 'cannotEmit was asked');
  }
}

function cannotEmitLiteral({ value, type }: LiteralExpr): string | null {
  if (isNested(type)) return 'nested values';
  return typeof value === 'bigint' && isWide(type) && !Number.isSafeInteger(Number(value))
    ? 'a number beyond 2^53'
    : null;
}

function emitLiteral({ value, type }: LiteralExpr, context: EmitContext): EmittedValue {
  if (value === null) return { value: 'null', isNull: 'true' };
  if (typeof value === 'boolean') return { value: String(value), isNull: 'false' };
  if (typeof value === 'bigint' && isWide(type)) return { value: numberCode(Number(value)), isNull: 'false' };
  if (typeof value === 'number') return { value: numberCode(value), isNull: 'false' };
  // Text never becomes source, not even quoted.
  return { value: context.bind(value), isNull: 'false' };
}

function numberCode(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (value === Infinity || value === -Infinity) return value > 0 ? 'Infinity' : '(-Infinity)';
  return value < 0 || Object.is(value, -0) ? `(${Object.is(value, -0) ? '-0' : value})` : String(value);
}

/** Whether a cast looks at the session's time zone. */
function isZoned(from: DataType, to: DataType): boolean {
  const isLocal = ({ kind }: DataType) => kind === 'string' || kind === 'date';
  return (from.kind === 'timestamp' && isLocal(to)) || (to.kind === 'timestamp' && isLocal(from));
}

function cannotEmitCast(from: DataType, to: DataType): string | null {
  if (isNested(from) || isNested(to)) return 'nested values';
  return isZoned(from, to) ? 'a cast in the time zone' : null;
}

function emitCast(expr: CastExpr, context: EmitContext): EmittedValue {
  const of = emitExpression(expr.of, context);
  const from = expr.of.type;
  const isInteger = isIntegral(from);
  // Widening among integers and to double changes nothing about a safe integer.
  if (isInteger && (expr.type.kind === 'bigint' || expr.type.kind === 'double')) return of;
  if (from.kind === expr.type.kind && from.kind !== 'decimal') return of;
  const options = { timeZone: 'UTC' };
  const cast = expr.isTry ? makeTryCast(from, expr.type, options) : makeCast(from, expr.type, options);
  const bound = context.bind(guarded((value: Value = null) => cast(value), [from], expr.type));
  const value = context.fresh('v');
  context.statement(
    of.isNull === 'false'
      ? `const ${value} = ${bound}(${of.value});`
      : `const ${value} = (${of.isNull}) ? null : ${bound}(${of.value});`,
  );
  context.statement(`if (${value} === undefined) { ${context.bail} }`);
  return { value, isNull: expr.nullable || of.isNull !== 'false' ? `(${value} === null)` : 'false' };
}

import { InternalError, must } from '../base/assert.ts';
import { EngineError } from '../base/errors/engine-error.ts';
import { cannotEmitCast, emitCast } from './emit-cast.ts';
import type { EmitContext, EmittedValue } from './emit-context.ts';
import { columnsOf, type EmitArgument, type Expr, type LiteralExpr } from './expr.ts';
import { isNested, isWide } from './functions/wide-number.ts';
import { interpret } from './interpret.ts';

/**
 * Why `expr` has no emitted form (its parts included), in a few words for a plan's notes; null where it has one. What depends on the
 * batch's time has none.
 */
export function cannotEmit(expr: Expr): string | null {
  const parts = expr.kind === 'call' ? expr.args : expr.kind === 'cast' ? [expr.of] : [];
  for (const part of parts) {
    const reason = cannotEmit(part);
    if (reason !== null) return reason;
  }
  return cannotEmitItself(expr);
}

/** The same for `expr` without its parts, which may be emitted in some other way. */
export function cannotEmitItself(expr: Expr): string | null {
  switch (expr.kind) {
    case 'literal':
      return cannotEmitLiteral(expr);
    case 'column':
      return null;
    case 'field':
      return 'a field of a struct';
    case 'cast':
      return cannotEmitCast(expr);
    case 'call': {
      const fn = expr.function;
      return fn.emit === undefined ? `${fn.name} is interpreted` : (fn.cannotEmit?.(expr) ?? null);
    }
  }
}

/**
 * Appends what `expr` needs to the loop and returns its value. Without `special` call it only where `cannotEmit` is null. The result
 * agrees with `interpret`; where that would raise an error or leave the safe integers, the row bails.
 */
export function emitExpression(expr: Expr, context: EmitContext, special: SpecialForm = () => null): EmittedValue {
  const emitPart: EmitArgument = (part, inside) => {
    const { value, isNull } = special(part, inside) ?? emitConstant(part, inside) ?? emit(part, inside, emitPart);
    return { value: atom(value), isNull: atom(isNull) };
  };
  return emitPart(expr, context);
}

/**
 * Emits an expression, or a part of one, in a way of the loop's own; null where the usual form is to be taken. With it a loop can
 * also emit what `cannotEmit` refuses.
 */
export type SpecialForm = (expr: Expr, context: EmitContext) => EmittedValue | null;

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

function emit(expr: Expr, context: EmitContext, emitPart: EmitArgument): EmittedValue {
  switch (expr.kind) {
    case 'literal':
      return emitLiteral(expr, context);
    case 'column':
      return context.column(expr.index);
    case 'cast':
      return emitCast(expr, context, emitPart);
    case 'call':
      return must(expr.function.emit, 'cannotEmit was asked')(expr, context, emitPart);
    case 'field':
      return must(null, 'cannotEmit was asked');
  }
}

/**
 * What looks at no column is computed here and now; null for what does, and for what fails or cannot be said, which a row may never
 * ask for.
 */
function emitConstant(expr: Expr, context: EmitContext): EmittedValue | null {
  if (expr.kind === 'literal' || columnsOf(expr).size > 0 || cannotEmit(expr) !== null) return null;
  try {
    const value = interpret(expr, { timeZone: context.timeZone, batchTimestampMs: noBatch })([]);
    const literal: LiteralExpr = { kind: 'literal', value, type: expr.type, nullable: value === null, display: '' };
    return cannotEmitLiteral(literal) === null ? emitLiteral(literal, context) : null;
  } catch (error) {
    if (error instanceof EngineError) return null;
    throw error;
  }
}

/** Whatever asks for the batch's time has no emitted form. */
function noBatch(): never {
  throw new InternalError('an emitted form does not know the batch');
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

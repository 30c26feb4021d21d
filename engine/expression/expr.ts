import type { ErrorCode } from '../base/errors/catalogue.ts';
import type { ErrorParams } from '../base/errors/entry.ts';
import type { Result } from '../base/result.ts';
import type { DataType } from '../types/data-type.ts';
import type { Row, Value } from '../types/value.ts';
import type { EmitContext, EmittedValue } from './emit-context.ts';

/**
 * A typed expression: every name is resolved, every implicit cast is written out. It is data, and it is closed: whoever
 * handles the five kinds handles all of them. Made by `resolve-expression.ts`; run by `interpret.ts` and `emit.ts`.
 */
export type Expr = LiteralExpr | ColumnExpr | FieldExpr | CastExpr | CallExpr;

interface TypedExpr {
  readonly type: DataType;
  /** False where the value is never null. */
  readonly nullable: boolean;
}

export interface LiteralExpr extends TypedExpr {
  readonly kind: 'literal';
  readonly value: Value;
  /** As Spark prints it in a column name. */
  readonly display: string;
}

export interface ColumnExpr extends TypedExpr {
  readonly kind: 'column';
  /** Position in the input row. */
  readonly index: number;
  readonly name: string;
  /** Whether a window node made it. */
  readonly isWindow?: true;
}

export interface FieldExpr extends TypedExpr {
  readonly kind: 'field';
  readonly of: Expr;
  /** Position in the struct. */
  readonly index: number;
  readonly name: string;
}

export interface CastExpr extends TypedExpr {
  readonly kind: 'cast';
  readonly of: Expr;
  /** `try_cast`: null where a cast would fail. */
  readonly isTry: boolean;
  /** Written by the author; implicit casts do not show in column names. */
  readonly isExplicit: boolean;
}

export interface CallExpr extends TypedExpr {
  readonly kind: 'call';
  readonly function: ScalarFunction;
  /** Already of the types that `ScalarFunction.sign` asked for. */
  readonly args: readonly Expr[];
  /** The name or alias by which it was called, in lower case. */
  readonly written: string;
}

/** Computes an expression for one row. */
export type Evaluator = (row: Row) => Value;

/** What an evaluation depends on besides the row; all of it is fixed within a micro-batch. */
export interface Environment {
  /** The session's time zone. */
  readonly timeZone: string;
  /** The running batch's own time in ms since 1970, for `current_timestamp`. */
  readonly batchTimestampMs: () => number;
}

/** What a call turns out to be once the types of its arguments are known. */
export interface Signature {
  /** The type that each argument is cast to, one an argument. */
  readonly args: readonly DataType[];
  readonly type: DataType;
  /** Absent: null if an argument may be null. */
  readonly nullable?: boolean;
}

/** Why a call cannot be typed. `argument` points at one argument; without it the whole call is meant. */
export interface SignatureProblem {
  readonly code: ErrorCode;
  readonly params: ErrorParams;
  readonly argument?: number;
}

/** Emits an argument; handed to `ScalarFunction.emit`. */
export type EmitArgument = (expr: Expr, context: EmitContext) => EmittedValue;

/** A name that a lambda gives to what it is applied to. */
export interface LambdaParameter {
  readonly type: DataType;
  readonly nullable: boolean;
}

/** A function or operator: all that is known of it, in one place. One file of `functions/` each. */
export interface ScalarFunction {
  /** As in SQL, in lower case; operators by their symbol. */
  readonly name: string;
  readonly aliases?: readonly string[];
  readonly minArgs: number;
  readonly maxArgs: number;
  /**
   * What the names of a lambda at argument `position` stand for, once the arguments before it are known; null where none may
   * stand or `count` names are not its number. Absent: no argument is a lambda.
   */
  lambda?(position: number, count: number, before: readonly Expr[]): readonly LambdaParameter[] | null;
  /** Types the call. `args` are as written, before any implicit cast. */
  sign(args: readonly Expr[]): Result<Signature, SignatureProblem>;
  /** Builds the closure that computes the call; `args` compute the arguments. Errors of a row are `EngineError`s. */
  compile(call: CallExpr, args: readonly Evaluator[], environment: Environment): Evaluator;
  /** Why this call has no emitted form; null where it has one. Absent when `emit` is absent or always works. */
  cannotEmit?(call: CallExpr): string | null;
  emit?(call: CallExpr, context: EmitContext, emitArgument: EmitArgument): EmittedValue;
  /** The call in a default column name; absent: `name(arg, arg)`. */
  display?(args: readonly string[], written: string, call: CallExpr): string;
}

/** Positions of the input columns that `expr` reads. */
export function columnsOf(expr: Expr): ReadonlySet<number> {
  const found = new Set<number>();
  const visit = (node: Expr): void => {
    if (node.kind === 'column') found.add(node.index);
    else if (node.kind === 'call') node.args.forEach(visit);
    else if (node.kind !== 'literal') visit(node.of);
  };
  visit(expr);
  return found;
}

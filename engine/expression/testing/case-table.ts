import type { ErrorCode } from '../../base/errors/catalogue.ts';
import type { Value } from '../../types/value.ts';

/** One line of a case table: an expression over `case-row.ts`, its type by Spark's name, and its value there. */
export type ExpressionCase = readonly [expression: string, type: string, expected: Value | Failure];

/** A case on the clock of a time zone. */
export type ZonedCase = readonly [...ExpressionCase, timeZone: string];

/** The name of a column without one of its own, and the expression that makes it. */
export type NameCase = readonly [name: string, expression: string];

/** An expression that cannot be typed, and the code of its problem. */
export type Refusal = readonly [expression: string, code: ErrorCode];

/** In a table: the row must fail with this code. */
export interface Failure {
  readonly fails: ErrorCode;
}

export function fails(code: ErrorCode): Failure {
  return { fails: code };
}

export function isFailure(expected: Value | Failure): expected is Failure {
  return typeof expected === 'object' && expected !== null && 'fails' in expected;
}

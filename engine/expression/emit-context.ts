/**
 * Where emitted source goes while an expression is compiled. The stage that owns the loop implements it.
 *
 * In emitted code a `bigint`, `timestamp` or `interval` is a JavaScript number that is a safe integer. Whatever cannot be
 * said exactly that way (a result beyond 2^53, an error the row must raise, a rare branch) runs `bail`, and the
 * interpreter takes the row from its bytes again. All other types are held as in `types/value.ts`.
 */
export interface EmitContext {
  /** A name that no other call returns, made of `hint` (letters only) and a number. */
  fresh(hint: string): string;
  /** Appends one statement to the body of the loop. */
  statement(code: string): void;
  /** The statement that hands the current row to the interpreter. */
  readonly bail: string;
  /** The name under which the loop sees `value`: a function, a set, a string that must never be pasted into source. */
  bind(value: unknown): string;
  /** The session's time zone: a name for which `isTimeZone` holds. */
  readonly timeZone: string;
  /** The emitted value of input column `index`. */
  column(index: number): EmittedValue;
}

/** The result of emitted code: two JavaScript expressions without side effects, cheap to repeat. */
export interface EmittedValue {
  readonly value: string;
  /** True where the value is null; `'false'` when it never is. `value` means nothing where this is true. */
  readonly isNull: string;
}

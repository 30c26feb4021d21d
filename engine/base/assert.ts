/** Thrown when the engine itself is wrong. Reachable from user input means that a diagnostic or an `EngineError` is missing. */
export class InternalError extends Error {
  override readonly name = 'InternalError';
}

/** Throws `InternalError` unless `condition` holds; `why` says what was relied on. */
export function assert(condition: unknown, why: string): asserts condition {
  if (!condition) throw new InternalError(`internal: ${why}`);
}

/** The value, which must be neither null nor undefined. Throws `InternalError` with `why` otherwise. */
export function must<T>(value: T, why: string): NonNullable<T> {
  assert(value !== null && value !== undefined, why);
  return value as NonNullable<T>;
}

/** Ends a switch over a closed union; a new member makes the call a compile error. */
export function unreachable(value: never): never {
  throw new InternalError(`internal: not a member of its union: ${String(value)}`);
}

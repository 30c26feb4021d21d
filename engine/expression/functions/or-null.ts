import { EngineError } from '../../base/errors/engine-error.ts';
import type { Value } from '../../types/value.ts';

/** The value, or null where a row's error comes in its place. */
export function orNull(compute: () => Value): Value {
  try {
    return compute();
  } catch (error) {
    if (error instanceof EngineError) return null;
    throw error;
  }
}

import { EngineError } from '../../base/errors/engine-error.ts';
import { STRING, VOID } from '../../types/data-type.ts';
import { excerpt } from '../../types/excerpt.ts';
import type { Value } from '../../types/value.ts';
import type { ScalarFunction } from '../expr.ts';
import { nullAware } from './null-aware.ts';
import { takes } from './signature.ts';

/** At most this much of an author's message is shown. */
const SHOWN_CHARACTERS = 400;

/** `raise_error(message)`: fails with the author's own words. */
export const raiseError: ScalarFunction = {
  name: 'raise_error',
  minArgs: 1,
  maxArgs: 1,
  sign: takes([STRING], VOID, true),
  ...nullAware(() => (message = null) => {
    throw raised(message);
  }),
  display: ([message]) => `raise_error(USER_RAISED_EXCEPTION, map(errorMessage, ${message}))`,
};

/** The error of `raise_error` and `assert_true`. */
export function raised(message: Value): EngineError {
  return new EngineError('EXP-059', { text: excerpt(String(message), SHOWN_CHARACTERS) });
}

import type { ErrorCode } from '../base/errors/catalogue.ts';
import type { ErrorParams } from '../base/errors/entry.ts';

/** Why a text was not understood: a row of the catalogue and its parameters, ready for a diagnostic or an error. */
export interface TextFailure {
  readonly code: ErrorCode;
  readonly params: ErrorParams;
}

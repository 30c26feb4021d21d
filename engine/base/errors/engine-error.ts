import { catalogue, describeError, type ErrorCode } from './catalogue.ts';
import type { Span } from './diagnostic.ts';
import type { ErrorDomain, ErrorEntry, ErrorParams } from './entry.ts';

/** Where something went wrong, as far as it is known. Whoever knows more adds it once with `locate`. */
export interface ErrorPlace {
  readonly nodeId?: string | undefined;
  /** Path inside the node's config, for example `aggregates.0.expr`. */
  readonly setting?: string | undefined;
  readonly query?: string | undefined;
  readonly batchId?: number | undefined;
  /** Characters of the text that was run: an expression's, or a query's over result tables. */
  readonly span?: Span | undefined;
}

/** The one class for what fails at run time: a code of the catalogue, its parameters and its place. */
export class EngineError extends Error {
  override readonly name = 'EngineError';
  readonly code: ErrorCode;
  readonly params: ErrorParams;
  readonly at: ErrorPlace;
  readonly hint: string | undefined;

  constructor(code: ErrorCode, params: ErrorParams = {}, at: ErrorPlace = {}, cause?: unknown) {
    const { message, hint } = describeError(code, params);
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.params = params;
    this.at = at;
    this.hint = hint;
  }

  get domain(): ErrorDomain {
    return (catalogue[this.code] as ErrorEntry).domain;
  }
}

/** The same error with the parts of `place` that it did not know yet; any other value comes back as it is. */
export function locate(error: unknown, place: ErrorPlace): unknown {
  if (!(error instanceof EngineError)) return error;
  const located = new EngineError(error.code, error.params, { ...place, ...error.at }, error.cause);
  if (error.stack !== undefined) located.stack = error.stack;
  return located;
}

/** Thrown into work that was told to stop. Never logged as a failure. */
export class CancelledError extends Error {
  override readonly name = 'CancelledError';
  constructor() {
    super('cancelled');
  }
}

import type { ErrorCode } from '../base/errors/catalogue.ts';
import type { Span } from '../base/errors/diagnostic.ts';
import type { ErrorParams } from '../base/errors/entry.ts';

/** What is wrong with an expression's text, and where in it. A value: nothing throws for an author's mistake. */
export interface ExpressionProblem {
  readonly code: ErrorCode;
  readonly params: ErrorParams;
  readonly span?: Span | undefined;
}

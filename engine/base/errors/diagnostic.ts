import { catalogue, describeError, type ErrorCode, type Language } from './catalogue.ts';
import type { ErrorEntry, ErrorParams } from './entry.ts';

export type Severity = 'error' | 'warning';

/** Characters of a setting's text, `start` inclusive and `end` exclusive, counted in UTF-16 units. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Where in the document a diagnostic belongs. */
export interface DiagnosticPlace {
  readonly nodeId?: string | undefined;
  /** Path inside the node's config (`aggregates.0.expr`), or of the document when there is no node (`settings.mode`). */
  readonly setting?: string | undefined;
  readonly span?: Span | undefined;
}

/** What analysis finds. A value, never thrown; canvas, inspector, problems panel and command line show the same one. */
export interface Diagnostic {
  readonly code: ErrorCode;
  readonly severity: Severity;
  readonly at: DiagnosticPlace;
  readonly params: ErrorParams;
  /** English; `translateDiagnostic` gives other languages. */
  readonly message: string;
  readonly hint?: string | undefined;
  /** Spark's error class for the same mistake. */
  readonly sparkClass?: string | undefined;
}

/** A finding of `code` at a place, with its English words filled in. */
export function diagnostic(
  code: ErrorCode,
  at: DiagnosticPlace,
  params: ErrorParams = {},
  severity: Severity = 'error',
): Diagnostic {
  const entry: ErrorEntry = catalogue[code];
  return {
    code,
    severity,
    at,
    params,
    ...describeError(code, params),
    ...(entry.spark === undefined ? {} : { sparkClass: entry.spark }),
  };
}

/** Message and hint of a diagnostic in another language. */
export function translateDiagnostic(
  found: Pick<Diagnostic, 'code' | 'params'>,
  language: Language,
): { readonly message: string; readonly hint?: string } {
  return describeError(found.code, found.params, language);
}

import type { Diagnostic } from '../base/errors/diagnostic.ts';
import type { EngineError } from '../base/errors/engine-error.ts';
import type { QueryAnalysis } from '../nodes/analysis.ts';
import type { RunListener, RunSnapshot } from '../session-shapes.ts';
import type { SqlResult } from '../tables/sql-result.ts';

/** How `run` shows what happens: lines of JSON for programs, or text for people. */
export interface RunView {
  readonly listener: RunListener;
  found(found: Diagnostic): void;
  begin(queries: readonly QueryAnalysis[]): void;
  /** Ten times a second while the run lasts. */
  live(snapshot: RunSnapshot): void;
  ended(snapshot: RunSnapshot): void;
  answered(result: SqlResult): void;
  failed(error: EngineError): void;
}

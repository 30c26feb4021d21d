import type { ErrorCode } from '../base/errors/catalogue.ts';
import type { Severity } from '../base/errors/diagnostic.ts';
import type { ErrorParams } from '../base/errors/entry.ts';

/** Something about a source's settings that their author should know; a diagnostic without its node. */
export interface SettingProblem {
  readonly code: ErrorCode;
  readonly params: ErrorParams;
  /** Path inside the node's config: `options.header`, `batches.0.3.time`. */
  readonly setting: string;
  readonly severity: Severity;
}

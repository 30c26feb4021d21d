import type { Source } from './source.ts';

/**
 * A source whose rows depend on the moment at which its query first started, which a checkpoint must keep: Spark writes it to
 * `sources/<i>/0`, as its version line and the milliseconds (semantics 11.1).
 */
export interface DatedSource extends Source {
  /** Milliseconds since 1970; known once `prepare` is done. */
  readonly createdMs: number;
  /** Takes the moment of an earlier run in the place of its own. Called after `prepare` and before `latestOffset`. */
  restoreCreated(createdMs: number): void;
}

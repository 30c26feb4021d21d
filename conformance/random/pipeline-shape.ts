import type { RandomNode, RandomRows } from './random-nodes.ts';

export interface RandomPipeline {
  /** One source, or two for a join or a union of them. */
  readonly sources: readonly RandomRows[];
  /** Steps behind each source. */
  readonly before: readonly (readonly RandomNode[])[];
  /** The join or union of two sources; null with one. */
  readonly meeting: RandomNode | null;
  readonly after: readonly RandomNode[];
  readonly outputMode: OutputMode;
  /** Whether the steps that read the source in order give the same whatever the batches are. */
  readonly isOrderFree: boolean;
  /** Further sinks that read behind `before`, each with steps of its own; only with one source. */
  readonly branches: readonly RandomBranch[];
}

export interface RandomBranch {
  readonly after: readonly RandomNode[];
  readonly outputMode: OutputMode;
}

export type OutputMode = 'append' | 'update' | 'complete';

/** A pipeline of one source and one sink. */
export function single(
  source: RandomRows,
  before: readonly RandomNode[],
  after: readonly RandomNode[],
  outputMode: OutputMode,
  isOrderFree: boolean,
): RandomPipeline {
  return { sources: [source], before: [before], meeting: null, after, outputMode, isOrderFree, branches: [] };
}

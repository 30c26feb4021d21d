/** What a checkpoint's logs hold, by batch id. */
export interface LogFacts {
  readonly offsetIds: readonly number[];
  readonly commitIds: readonly number[];
}

/** What to do with what was found (semantics 11.3). */
export type RecoveryDecision =
  | { readonly action: 'start' }
  /** The last batch was finished: go on behind it. */
  | { readonly action: 'go-on'; readonly lastBatch: number }
  /** The last batch was planned and not finished: run it again as it was planned. */
  | { readonly action: 'run-again'; readonly batch: number }
  | { readonly action: 'refuse'; readonly reason: string };

/** Decides how a query goes on, from the facts alone. */
export function decideRecovery({ offsetIds, commitIds }: LogFacts): RecoveryDecision {
  const lastOffset = Math.max(-1, ...offsetIds);
  const lastCommit = Math.max(-1, ...commitIds);
  if (lastOffset < 0) {
    return lastCommit < 0
      ? { action: 'start' }
      : { action: 'refuse', reason: `commit ${lastCommit} is there, but no offsets` };
  }
  if (lastCommit > lastOffset) {
    return { action: 'refuse', reason: `commit ${lastCommit} is there, but its offsets are not` };
  }
  if (lastCommit === lastOffset) return { action: 'go-on', lastBatch: lastOffset };
  if (lastOffset > 0 && !offsetIds.includes(lastOffset - 1)) {
    return { action: 'refuse', reason: `offsets of batch ${lastOffset - 1} are missing` };
  }
  return { action: 'run-again', batch: lastOffset };
}

/** What is found in a checkpoint folder. Ids in ascending order. */
export interface CheckpointFacts {
  readonly hasMetadata: boolean;
  readonly offsetIds: readonly number[];
  readonly commitIds: readonly number[];
  /** Whether the folders of source logs and of state hold files. */
  readonly hasSourceLogs: boolean;
  readonly hasState: boolean;
  /** The newest version of the state of which there is a file; 0 for none. Batch N makes version N + 1. */
  readonly stateVersion: number;
}

/** What to do with what was found (semantics 11.3). */
export type RecoveryDecision =
  | { readonly action: 'start' }
  /** The last batch was finished: go on behind it. */
  | { readonly action: 'go-on'; readonly lastBatch: number }
  /**
   * The last batch was planned and not finished: run it again as it was planned. `commitMissing` is the first batch before it that was
   * finished but is not known to be; null where there is none.
   */
  | { readonly action: 'run-again'; readonly batch: number; readonly commitMissing: number | null }
  /** A file is missing without which nothing certain can be said. */
  | { readonly action: 'refuse'; readonly missing: string };

/**
 * Decides how a query goes on, from the facts alone. With O the last batch in `offsets` and C the last in `commits` (-1 for none):
 *
 *  1. files but no `metadata`: the folder is not what a query left behind
 *  2. C > O, or state of a batch after O: offsets are missing; O > 0 without offsets of O - 1: those
 *  3. neither offsets nor commits: start; C = O: go on; C < O: run O again, and say so where C < O - 1
 */
export function decideRecovery(facts: CheckpointFacts): RecoveryDecision {
  const { offsetIds, commitIds, hasMetadata, hasSourceLogs, hasState, stateVersion } = facts;
  const lastOffset = offsetIds.at(-1) ?? -1;
  const lastCommit = commitIds.at(-1) ?? -1;
  const hasLogs = lastOffset >= 0 || lastCommit >= 0;
  if (!hasMetadata && (hasLogs || hasState || hasSourceLogs)) return { action: 'refuse', missing: 'metadata' };
  const lastWritten = Math.max(lastCommit, stateVersion - 1);
  if (lastWritten > lastOffset) return { action: 'refuse', missing: `offsets/${lastWritten}` };
  if (lastOffset < 0) return { action: 'start' };
  if (lastOffset > 0 && offsetIds.at(-2) !== lastOffset - 1) {
    return { action: 'refuse', missing: `offsets/${lastOffset - 1}` };
  }
  if (lastCommit === lastOffset) return { action: 'go-on', lastBatch: lastOffset };
  const commitMissing = lastCommit < lastOffset - 1 ? lastCommit + 1 : null;
  return { action: 'run-again', batch: lastOffset, commitMissing };
}

/** Offsets and commits of batches that nothing asks for any more, once batch `done` is finished (semantics 11.1). */
export function outlived(ids: readonly number[], done: number, batchesToRetain: number): number[] {
  return ids.filter((id) => id < done - batchesToRetain);
}

/** What a stream finds in its output folder, against what its checkpoint says. */
export type SinkPosition =
  /** The folder holds all batches before the next one. */
  | { readonly kind: 'goes-on' }
  /** The next batch ran before and reached the folder: it will be skipped. */
  | { readonly kind: 'holds-rerun' }
  /** The folder holds batches that this query has not written: those of another query, or of a newer checkpoint. */
  | { readonly kind: 'is-ahead'; readonly logged: number }
  /** The folder lacks batches that this query has finished; the first of them. */
  | { readonly kind: 'is-behind'; readonly missing: number };

/**
 * Whether a query may go on writing into a folder whose log ends with batch `latestLogged` (-1: nothing is logged).
 *
 * A batch that is logged already is skipped, since a replay brings the same rows again. Spark takes any number of them for replays, so
 * that a new checkpoint with an old folder silently loses the first batches of the new query (semantics 11.4). Here only the one
 * batch that can be a replay is taken for one: all others are refused, because their rows would be in no file.
 *
 * @param nextBatchId the first batch that the query will run
 * @param isRerun whether that batch was planned by an earlier run
 */
export function decideSinkPosition(latestLogged: number, nextBatchId: number, isRerun: boolean): SinkPosition {
  if (latestLogged < nextBatchId - 1) return { kind: 'is-behind', missing: latestLogged + 1 };
  if (latestLogged === nextBatchId - 1) return { kind: 'goes-on' };
  if (latestLogged === nextBatchId && isRerun) return { kind: 'holds-rerun' };
  return { kind: 'is-ahead', logged: latestLogged };
}

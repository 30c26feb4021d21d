/** Every so many ids a log may be put together, as in Spark (semantics 1.6). */
const COMPACT_INTERVAL = 10;

/** So many files a restart reads in a moment. */
const FILES_MAX = 1000;

/** Which files of a source log there are to read, in their order. */
export type SourceLogFacts =
  | {
      readonly kind: 'whole';
      /** Holds everything up to its id; null where there is none. */
      readonly compactId: number | null;
      readonly ids: readonly number[];
      /** Names of files that the compact one stands for. */
      readonly replaced: readonly string[];
    }
  /** The name of a file without which the log is not whole. */
  | { readonly kind: 'gap'; readonly missing: string };

/** Sorts out the names in the folder of a source log. Each id from 0 on must be there, in a file of its own or in a compact one. */
export function sortOut(names: readonly string[]): SourceLogFacts {
  const found = names.flatMap((name) => {
    const match = /^(0|[1-9]\d{0,14})(\.compact)?$/.exec(name);
    return match === null ? [] : [{ name, id: Number(match[1]), isCompact: match[2] !== undefined }];
  });
  const compactIds = found.filter(({ isCompact }) => isCompact).map(({ id }) => id);
  const compactId = compactIds.length === 0 ? null : Math.max(...compactIds);
  const after = compactId ?? -1;
  const ids = found
    .filter(({ id, isCompact }) => !isCompact && id > after)
    .map(({ id }) => id)
    .sort((a, b) => a - b);
  const missing = ids.findIndex((id, index) => id !== after + 1 + index);
  const [first = 0] = ids;
  if (missing === 0 && compactId === null && first % COMPACT_INTERVAL === 0) {
    return { kind: 'gap', missing: `${first - 1}.compact` };
  }
  if (missing !== -1) return { kind: 'gap', missing: String(after + 1 + missing) };
  const replaced = found.filter(({ id, isCompact }) => id < after || (id === after && !isCompact));
  return { kind: 'whole', compactId, ids, replaced: replaced.map(({ name }) => name) };
}

/**
 * Whether the log should now be put together in `<id>.compact`. Spark does so at every tenth id, so that each tenth batch costs as much as
 * all batches before it together; here those are left out that would write much more than was added since the last.
 *
 * @param id the last one; -1 before the first
 * @param files since the last compact one
 * @param entries in the last compact file, and since then
 */
export function isCompactionDue(
  id: number,
  files: number,
  entries: { readonly compacted: number; readonly since: number },
): boolean {
  // A source that has given nothing yet, or nothing since the last compact file, leaves nothing to put together.
  if (files === 0 || (id + 1) % COMPACT_INTERVAL !== 0) return false;
  return entries.since * 4 >= entries.compacted || files >= FILES_MAX;
}

/** Entries that are put in order at once; a few milliseconds of work. */
const RUN_ENTRIES = 4096;
/** Entries that are merged between two rests. */
const STEP_ENTRIES = 4096;

/**
 * Puts `entries` in order as `Array.prototype.sort` does, equal ones in theirs, but in steps of a few milliseconds: after each it
 * yields. Returns the array that holds the result, `entries` or another one.
 */
export function* sortInSteps<Entry>(
  entries: Entry[],
  compare: (a: Entry, b: Entry) => number,
): Generator<void, Entry[]> {
  const { length } = entries;
  if (length <= RUN_ENTRIES) return entries.sort(compare);
  let from = entries;
  for (let start = 0; start < length; start += RUN_ENTRIES) {
    const run = from.slice(start, start + RUN_ENTRIES).sort(compare);
    for (let at = 0; at < run.length; at++) from[start + at] = run[at] as Entry;
    yield;
  }
  let into = new Array<Entry>(length);
  for (let runEntries = RUN_ENTRIES; runEntries < length; runEntries *= 2) {
    for (let start = 0; start < length; start += 2 * runEntries) {
      const middle = Math.min(length, start + runEntries);
      yield* merge(from, into, start, middle, Math.min(length, middle + runEntries), compare);
    }
    [from, into] = [into, from];
  }
  return from;
}

/** Merges the neighbours `[start, middle)` and `[middle, end)` of `from` into the same places of `into`. */
function* merge<Entry>(
  from: readonly Entry[],
  into: Entry[],
  start: number,
  middle: number,
  end: number,
  compare: (a: Entry, b: Entry) => number,
): Generator<void> {
  let left = start;
  let right = middle;
  for (let at = start; at < end; at++) {
    const isLeft = right === end || (left < middle && compare(from[left] as Entry, from[right] as Entry) <= 0);
    into[at] = from[isLeft ? left++ : right++] as Entry;
    if ((at & (STEP_ENTRIES - 1)) === 0) yield;
  }
}

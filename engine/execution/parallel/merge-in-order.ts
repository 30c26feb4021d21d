import { must } from '../../base/assert.ts';
import type { Pacing } from '../../base/pacing.ts';
import { GroupTable } from '../../state/groups/group-table.ts';
import { TableMerge } from '../../state/groups/table-merge.ts';

/** Groups that are merged or copied before others may get their turn. */
const AT_ONCE = 8192;
/** The same where nothing but a number a group is moved. */
const NUMBERS_AT_ONCE = 65_536;

/** Groups of the first range up to which each range may have a table of its own. */
const RANGE_GROUPS_MAX = 32_768;

/**
 * The table of a batch's first range, where ranges are to have tables of their own. With so many groups that merging the tables would
 * take longer than making them it throws, and the batch is run as a whole: on any number of threads, since only the data decides.
 */
export function mergeable(first: GroupTable): GroupTable {
  if (first.size > RANGE_GROUPS_MAX) throw new TooManyGroups();
  return first;
}

/** Ranges are not worth merging. */
class TooManyGroups extends Error {
  override readonly name = 'TooManyGroups';
}

/** Merges all groups of the source, however many, and gives way by `pacer`. */
export async function mergePaced(
  target: GroupTable,
  source: GroupTable,
  pacer: Pacing,
  groups?: Int32Array,
): Promise<void> {
  const merge = new TableMerge(target, source);
  await inSteps(source.size, AT_ONCE, pacer, (from, to) => merge.merge(from, to, { groups }));
}

/** Works on `[0, count)` some at a time, and gives way by `pacer` in between. */
async function inSteps(
  count: number,
  atOnce: number,
  pacer: Pacing,
  step: (from: number, to: number) => void,
): Promise<void> {
  for (let at = 0; at < count; at += atOnce) {
    if (pacer.isDue) await pacer.rest();
    step(at, Math.min(count, at + atOnce));
  }
}

/**
 * One table of several whose groups were met in ranges of one input: groups in the order in which a single table would have met
 * them. The largest table takes the others in, whose groups mostly are in it as well, and is put in order afterwards: that is half of
 * the work of merging all of them into an empty one.
 */
export async function mergeInOrder(tables: readonly GroupTable[], pacer: Pacing): Promise<GroupTable> {
  const [first, ...others] = [...tables].sort((a, b) => b.size - a.size);
  const base = must(first, 'a batch has a table');
  if (others.every(({ size }) => size === 0)) return base;
  const placesOf = placesInInput(tables);
  let places = placesOf(base);
  for (const table of others) {
    const into = new Int32Array(table.size);
    await mergePaced(base, table, pacer, into);
    places = await earliest(places, base.size, placesOf(table), into, pacer);
  }
  return inOrder(base, places, pacer);
}

/** By group of a table, where in the input it was first met by its worker: smaller is earlier, and no two are the same. */
function placesInInput(tables: readonly GroupTable[]): (table: GroupTable) => Int32Array {
  const segments = tables
    .flatMap((table) => table.segments.map((segment) => ({ table, ...segment })))
    .sort((a, b) => a.range - b.range);
  let next = 0;
  const numbered = segments.map((segment) => {
    const firstPlace = next;
    next += segment.to - segment.from;
    return { ...segment, firstPlace };
  });
  return (of) => {
    const places = new Int32Array(of.size);
    for (const { table, from, to, firstPlace } of numbered) {
      if (table === of) for (let group = from; group < to; group++) places[group] = firstPlace + group - from;
    }
    return places;
  };
}

/** The places of `size` groups when others have been merged into them. */
async function earliest(
  places: Int32Array,
  size: number,
  others: Int32Array,
  into: Int32Array,
  pacer: Pacing,
): Promise<Int32Array> {
  const made = new Int32Array(size).fill(0x7fffffff);
  made.set(places);
  await inSteps(others.length, NUMBERS_AT_ONCE, pacer, (from, to) => {
    for (let other = from; other < to; other++) {
      const group = into[other] as number;
      if ((others[other] as number) < (made[group] as number)) made[group] = others[other] as number;
    }
  });
  return made;
}

/** The table with its groups in the order of their places. It takes over what `table` is made of. */
async function inOrder(table: GroupTable, places: Int32Array, pacer: Pacing): Promise<GroupTable> {
  const order = await orderOf(places, pacer);
  if (isOrdered(order)) return table;
  const { size, keys } = table;
  const parts: Float64Array<ArrayBuffer>[] = [];
  for (const key of keys) {
    const ordered = new Float64Array(size);
    await inSteps(size, NUMBERS_AT_ONCE, pacer, (from, to) => {
      for (let at = from; at < to; at++) ordered[at] = key.parts[order[at] as number] as number;
    });
    parts.push(ordered);
  }
  const accumulators = table.accumulators.map((accumulator) => accumulator.empty());
  const made = new GroupTable(keys, accumulators);
  made.reserve(size);
  for (const [call, accumulator] of accumulators.entries()) {
    const from = must(table.accumulators[call], 'an accumulator for each call');
    await inSteps(size, AT_ONCE, pacer, (first, end) => {
      for (let at = first; at < end; at++) accumulator.copy(at, from, order[at] as number);
    });
  }
  keys.forEach((key, index) => {
    key.parts = must(parts[index], 'parts for each key');
  });
  made.adopt(size, []);
  return made;
}

function isOrdered(order: Int32Array): boolean {
  let at = 0;
  while (at < order.length && order[at] === at) at++;
  return at === order.length;
}

/** The groups in the order of their places, which are all different. */
async function orderOf(places: Int32Array, pacer: Pacing): Promise<Int32Array> {
  let last = 0;
  await inSteps(places.length, NUMBERS_AT_ONCE, pacer, (from, to) => {
    for (let group = from; group < to; group++) last = Math.max(last, places[group] as number);
  });
  const groups = new Int32Array(last + 1);
  await inSteps(places.length, NUMBERS_AT_ONCE, pacer, (from, to) => {
    for (let group = from; group < to; group++) groups[places[group] as number] = group + 1;
  });
  const order = new Int32Array(places.length);
  let made = 0;
  await inSteps(groups.length, NUMBERS_AT_ONCE, pacer, (from, to) => {
    for (let place = from; place < to; place++) {
      const group = groups[place] as number;
      if (group !== 0) order[made++] = group - 1;
    }
  });
  return order;
}

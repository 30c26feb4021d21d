/**
 * The order in which the texts of an x axis stand: that of the rows.
 *
 * Rows that come series after series (`order by action, time`) do not all know every x; there, an x that a later
 * series brings is put before the next x that was known, so that each series keeps its own order.
 *
 * @returns each x once
 */
export function seriesOrder(points: readonly { readonly x: string; readonly series: string }[]): string[] {
  const blocks = blocksBySeries(points);
  if (blocks === null) return [...new Set(points.map((point) => point.x))];
  let order: string[] = [];
  for (const block of blocks) order = merge(order, block);
  return order;
}

/** The x of each series, where the rows of every series stand together; null where they are mixed. */
function blocksBySeries(points: readonly { readonly x: string; readonly series: string }[]): string[][] | null {
  const blocks = new Map<string, Set<string>>();
  let last: string | null = null;
  for (const { x, series } of points) {
    const block = blocks.get(series);
    if (block !== undefined && series !== last) return null;
    if (block === undefined) blocks.set(series, new Set([x]));
    else block.add(x);
    last = series;
  }
  return [...blocks.values()].map((block) => [...block]);
}

function merge(order: readonly string[], block: readonly string[]): string[] {
  const known = new Set(order);
  const before = new Map<string, string[]>();
  let waiting: string[] = [];
  for (const x of block) {
    if (known.has(x)) {
      before.set(x, waiting);
      waiting = [];
    } else waiting.push(x);
  }
  return [...order.flatMap((x) => [...(before.get(x) ?? []), x]), ...waiting];
}

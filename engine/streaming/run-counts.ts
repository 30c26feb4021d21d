import type { NodeCounts } from '../execution/physical-query.ts';
import type { MalformedRecord } from '../sources/source.ts';

/** First few places of malformed records that are kept a node. */
const examplesMax = 5;

/** What a run has counted since it began: rows by node, and records that did not fit their schema. */
export class RunCounts {
  readonly #finished: NodeCounts = Object.create(null) as NodeCounts;
  readonly #malformed = new Map<string, { count: number; examples: string[] }>();
  #running: NodeCounts | null = null;

  constructor(nodeIds: readonly string[]) {
    for (const nodeId of nodeIds) this.#finished[nodeId] = { in: 0, out: 0 };
  }

  /** Rows in and out of each node in all finished batches, and in the running one so far. */
  get rows(): NodeCounts {
    const rows: NodeCounts = Object.create(null) as NodeCounts;
    for (const [id, total] of Object.entries(this.#finished)) {
      const running = this.#running?.[id];
      rows[id] = { in: total.in + (running?.in ?? 0), out: total.out + (running?.out ?? 0) };
    }
    return rows;
  }

  /** By node. */
  get malformed(): ReadonlyMap<string, { readonly count: number; readonly examples: readonly string[] }> {
    return this.#malformed;
  }

  /** Shows the counts of the running batch; whoever counts may go on changing them. */
  showRunning(counts: NodeCounts): void {
    this.#running = counts;
  }

  /** The running batch came to nothing. */
  dropRunning(): void {
    this.#running = null;
  }

  /** Adds a batch that has finished. */
  finish(counts: NodeCounts): void {
    this.#running = null;
    for (const id in counts) {
      const count = counts[id];
      if (count === undefined) continue;
      const total = this.#finished[id];
      if (total === undefined) {
        this.#finished[id] = { in: count.in, out: count.out };
      } else {
        total.in += count.in;
        total.out += count.out;
      }
    }
  }

  noteMalformed(nodeId: string, found: MalformedRecord): void {
    const noted = this.#malformed.get(nodeId) ?? { count: 0, examples: [] };
    noted.count++;
    if (noted.examples.length < examplesMax) noted.examples.push(`${found.path}:${found.line}: ${found.reason}`);
    this.#malformed.set(nodeId, noted);
  }
}

import type { NodeCounts } from '../physical-query.ts';

/** Where rows of the loop end: at a filter, at a window for want of a time, or where the stage does. */
export interface RowEnd {
  /** Position of the operator in the chain; the chain's length for rows that reach the stage's end. */
  readonly at: number;
}

/** The nodes that a stage counts rows at; null where rows are counted on another way to the sink. */
export interface StageNodes {
  readonly source: string | null;
  /** Of the node that declared the columns. */
  readonly schema: string | null;
  /** Of the operators above the scan, in order; then of the aggregation, where the stage ends in one. */
  readonly operators: readonly (string | null)[];
}

/** Counts of the nodes, made from how many rows ended where, so that the loop counts a row once and not at every node. */
export class RowEnds {
  /** Two numbers an end: lines, and the rows that they stand for behind the window. The loop adds to them. */
  readonly counts: Float64Array;
  readonly #ends: readonly RowEnd[];
  readonly #nodes: StageNodes;
  readonly #windowAt: number;

  /** @param windowAt position of the operator behind which rows stand for several; the number of operators for none */
  constructor(ends: readonly RowEnd[], nodes: StageNodes, windowAt: number) {
    this.#ends = ends;
    this.counts = new Float64Array(ends.length * 2);
    this.#nodes = nodes;
    this.#windowAt = windowAt;
  }

  /** Adds what was counted since the last call to `counts`. Returns how many lines that were. */
  moveTo(counts: NodeCounts): number {
    let lines = 0;
    for (const [index, end] of this.#ends.entries()) lines += this.#add(end, index, counts);
    this.counts.fill(0);
    return lines;
  }

  #add({ at }: RowEnd, index: number, counts: NodeCounts): number {
    const lines = this.counts[index * 2] as number;
    const rows = this.counts[index * 2 + 1] as number;
    if (lines === 0) return 0;
    const { source, schema, operators } = this.#nodes;
    count(counts, source, 0, lines);
    count(counts, schema, lines, lines);
    for (let operator = 0; operator <= at && operator < operators.length; operator++) {
      const incoming = operator > this.#windowAt ? rows : lines;
      const outgoing = operator < at ? (operator >= this.#windowAt ? rows : lines) : 0;
      count(counts, operators[operator] ?? null, incoming, outgoing);
    }
    return lines;
  }
}

function count(counts: NodeCounts, nodeId: string | null, incoming: number, outgoing: number): void {
  if (nodeId === null) return;
  const known = counts[nodeId] ?? { in: 0, out: 0 };
  counts[nodeId] = known;
  known.in += incoming;
  known.out += outgoing;
}

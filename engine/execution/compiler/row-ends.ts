import type { BatchScope } from '../batch-scope.ts';

/** Where rows of the loop end: at a filter, at a window for want of a time, or in a group. */
export interface RowEnd {
  /** Position of the operator in the chain; the chain's length for rows that reach the aggregation. */
  readonly at: number;
}

/**
 * Counts of the nodes, made from how many rows ended where, so that the loop counts a row once and not at every node.
 *
 * @param nodeIds of the operators between the scan and the aggregation, then of the aggregation
 * @param windowAt position of the operator behind which rows stand for several; the chain's length for none
 */
export class RowEnds {
  /** Two numbers an end: lines, and the rows that they stand for behind the window. The loop adds to them. */
  readonly counts: Float64Array;
  readonly #ends: readonly RowEnd[];
  readonly #scanNodeIds: readonly (string | null)[];
  readonly #nodeIds: readonly string[];
  readonly #windowAt: number;

  constructor(
    ends: readonly RowEnd[],
    scan: { readonly nodeId: string; readonly schemaNodeId: string | null },
    nodeIds: readonly string[],
    windowAt: number,
  ) {
    this.#ends = ends;
    this.counts = new Float64Array(ends.length * 2);
    this.#scanNodeIds = [scan.nodeId, scan.schemaNodeId];
    this.#nodeIds = nodeIds;
    this.#windowAt = windowAt;
  }

  /** Adds what was counted since the last call to the batch's counts. */
  moveTo(batch: BatchScope): void {
    for (const [index, end] of this.#ends.entries()) this.#add(end, index, batch);
    this.counts.fill(0);
  }

  #add({ at }: RowEnd, index: number, batch: BatchScope): void {
    const lines = this.counts[index * 2] as number;
    const rows = this.counts[index * 2 + 1] as number;
    if (lines === 0) return;
    const [source, schema] = this.#scanNodeIds;
    if (source !== null && source !== undefined) batch.countOf(source).out += lines;
    if (schema !== null && schema !== undefined) {
      batch.countOf(schema).in += lines;
      batch.countOf(schema).out += lines;
    }
    for (let operator = 0; operator <= at; operator++) {
      const nodeId = this.#nodeIds[operator];
      if (nodeId === undefined) continue;
      const count = batch.countOf(nodeId);
      count.in += operator > this.#windowAt ? rows : lines;
      if (operator < at) count.out += operator >= this.#windowAt ? rows : lines;
    }
  }
}

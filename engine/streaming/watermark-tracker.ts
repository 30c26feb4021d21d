import { must } from '../base/assert.ts';

/** How several watermarks make one: the slowest leads (Spark's default), or the fastest. */
export type WatermarkPolicy = 'min' | 'max';

/**
 * The global watermark of one run, in ms (semantics 5.1). It starts at 0 (or where a checkpoint left it), never goes back,
 * and moves only between micro-batches.
 */
export class WatermarkTracker {
  readonly #delaysMs: readonly number[];
  readonly #policy: WatermarkPolicy;
  /** By operator: the place of the node that it stands for in `#byNode`. */
  readonly #nodeOf: readonly number[];
  /** By node: the furthest of its operators, in ms. */
  readonly #byNode: number[];
  #globalMs: number;

  /** @param nodes by operator: branches that split behind one node each have an operator, which move the node's watermark together */
  constructor(
    delaysMs: readonly number[],
    startMs = 0,
    policy: WatermarkPolicy = 'min',
    nodes: readonly string[] = delaysMs.map((_, index) => String(index)),
  ) {
    this.#delaysMs = delaysMs;
    this.#policy = policy;
    const distinct = [...new Set(nodes)];
    this.#nodeOf = delaysMs.map((_, operator) =>
      distinct.indexOf(must(nodes[operator], 'every operator stands for a node')),
    );
    this.#byNode = distinct.map(() => 0);
    this.#globalMs = startMs;
  }

  get currentMs(): number {
    return this.#globalMs;
  }

  /** Takes what each operator saw in a batch; null for one that saw no row. */
  update(maxEventTimesMs: readonly (number | null)[]): void {
    if (this.#delaysMs.length === 0) return;
    maxEventTimesMs.forEach((maxMs, operator) => {
      if (maxMs === null) return;
      const node = this.#nodeOf[operator] ?? 0;
      // One that has seen nothing in this run, or only times before 1970, counts as 0.
      this.#byNode[node] = Math.max(this.#byNode[node] ?? 0, maxMs - (this.#delaysMs[operator] ?? 0));
    });
    const chosen = this.#policy === 'min' ? Math.min(...this.#byNode) : Math.max(...this.#byNode);
    this.#globalMs = Math.max(this.#globalMs, chosen);
  }
}

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
  /** By operator: the node that it stands for. */
  readonly #nodes: readonly string[];
  /** By operator; null for one that has seen nothing in this run, which counts as 0. */
  readonly #operators: (number | null)[];
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
    this.#nodes = nodes;
    this.#operators = delaysMs.map(() => null);
    this.#globalMs = startMs;
  }

  get currentMs(): number {
    return this.#globalMs;
  }

  /** Takes what each operator saw in a batch; null for one that saw no row. */
  update(maxEventTimesMs: readonly (number | null)[]): void {
    maxEventTimesMs.forEach((maxMs, index) => {
      if (maxMs === null) return;
      const reached = maxMs - (this.#delaysMs[index] ?? 0);
      this.#operators[index] = Math.max(this.#operators[index] ?? reached, reached);
    });
    if (this.#operators.length === 0) return;
    const byNode = new Map<string, number>();
    this.#operators.forEach((ms, index) => {
      const node = must(this.#nodes[index], 'every operator stands for a node');
      byNode.set(node, Math.max(byNode.get(node) ?? 0, ms ?? 0));
    });
    const reached = [...byNode.values()];
    const chosen = this.#policy === 'min' ? Math.min(...reached) : Math.max(...reached);
    this.#globalMs = Math.max(this.#globalMs, chosen);
  }
}

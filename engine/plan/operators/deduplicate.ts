import type { PlanNode } from '../plan-node.ts';

/** Lets the first row of each key pass: `dropDuplicates` and `dropDuplicatesWithinWatermark` (semantics 8). */
export interface Deduplicate<Input extends PlanNode = PlanNode> extends PlanNode {
  readonly op: 'deduplicate';
  readonly input: Input;
  /** Indexes of the key's columns, at least one. */
  readonly columns: readonly number[];
  /** Keys are forgotten once the watermark has passed the first row's time and the delay. */
  readonly withinWatermark: boolean;
}

export function deduplicate<Input extends PlanNode>(
  nodeId: string,
  input: Input,
  columns: readonly number[],
  withinWatermark: boolean,
): Deduplicate<Input> {
  return { op: 'deduplicate', nodeId, input, columns, withinWatermark, schema: input.schema };
}

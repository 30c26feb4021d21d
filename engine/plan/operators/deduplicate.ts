import { taggedColumns } from '../../types/schema.ts';
import type { PlanNode } from '../plan-node.ts';

/** Lets the first row of each key pass: `dropDuplicates` and `dropDuplicatesWithinWatermark` (semantics 8). */
export interface Deduplicate<Input extends PlanNode = PlanNode> extends PlanNode {
  readonly op: 'deduplicate';
  readonly input: Input;
  /** Indexes of the key's columns, at least one. */
  readonly columns: readonly number[];
  /** Keys are forgotten once the watermark has passed the first row's time and the delay. */
  readonly withinWatermark: boolean;
  /**
   * Indexes of the columns that carry the event-time tag and that late rows are told by. Spark takes columns that nothing reads
   * out of a plan, tagged ones as well, so `dropDuplicates` goes by those alone that are a key or are read further on. Set by
   * the optimizer; until then all tagged columns.
   */
  readonly lateColumns: readonly number[];
}

export function deduplicate<Input extends PlanNode>(
  nodeId: string,
  input: Input,
  columns: readonly number[],
  withinWatermark: boolean,
): Deduplicate<Input> {
  const lateColumns = taggedColumns(input.schema);
  return { op: 'deduplicate', nodeId, input, columns, withinWatermark, lateColumns, schema: input.schema };
}

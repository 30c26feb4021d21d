import { type Diagnostic, diagnostic } from '../base/errors/diagnostic.ts';
import { type Schema, taggedColumns } from '../types/schema.ts';
import { isStreamStreamJoin } from './join-eviction.ts';
import { isStreamingPlan, type LogicalPlan, operatorsOf, type QueryPlan } from './logical-plan.ts';
import { sessionKey } from './operators/aggregate.ts';

/**
 * Spark's rules for watermarks in a streaming query, and a warning where one is of no use (semantics 5.1).
 *
 * @param query its plan has gone through `markLateColumns`
 */
export function checkWatermarks({ plan, outputMode }: QueryPlan): Diagnostic[] {
  const streaming = operatorsOf(plan).filter(isStreamingPlan);
  const isUsed = streaming.some(usesWatermark);
  const still = operatorsOf(plan).flatMap((operator) =>
    operator.op === 'deduplicate' && operator.withinWatermark && !isStreamingPlan(operator)
      ? [diagnostic('PLN-085', { nodeId: operator.nodeId, setting: 'withinWatermark' })]
      : [],
  );
  const found = streaming.flatMap((operator) => {
    const at = { nodeId: operator.nodeId };
    if (operator.op === 'event-time-watermark') {
      const isSecond = operatorsOf(operator.input).some(
        (below) => below.op === 'event-time-watermark' && isStreamingPlan(below),
      );
      return [
        ...(isSecond ? [diagnostic('PLN-005', at)] : []),
        ...(isUsed ? [] : [diagnostic('PLN-006', at, {}, 'warning')]),
      ];
    }
    const found: Diagnostic[] = [];
    if (operator.op === 'deduplicate' && operator.withinWatermark && operator.lateColumns.length === 0) {
      found.push(diagnostic('PLN-086', { ...at, setting: 'withinWatermark' }, { node: operator.nodeId }));
    }
    const columns = eventTimesOf(operator, outputMode === 'complete');
    if (columns.length > 1) found.push(diagnostic('PLN-091', at, { node: operator.nodeId, columns }));
    return found;
  });
  return [...still, ...found];
}

/** Names of the columns that an operator with state would tell late rows by. Spark takes one at most. */
function eventTimesOf(operator: LogicalPlan, isComplete: boolean): string[] {
  const names = (schema: Schema, indexes: readonly number[]) => indexes.map((index) => schema[index]?.name ?? '');
  if (operator.op === 'deduplicate') return names(operator.schema, operator.lateColumns);
  if (operator.op !== 'aggregate') return [];
  // A complete result is never late, so nobody asks; sessions ask all the same.
  if (isComplete && sessionKey(operator) < 0) return [];
  return names(operator.schema, taggedColumns(operator.schema.slice(0, operator.keys.length)));
}

function usesWatermark(operator: LogicalPlan): boolean {
  switch (operator.op) {
    case 'aggregate':
      return taggedColumns(operator.schema.slice(0, operator.keys.length)).length > 0;
    case 'deduplicate':
      return operator.lateColumns.length > 0;
    case 'join':
      return isStreamStreamJoin(operator);
    default:
      return false;
  }
}

import { type Diagnostic, diagnostic } from '../base/errors/diagnostic.ts';
import { type LogicalPlan, operatorsOf, type QueryPlan } from './logical-plan.ts';
import { eventTimeKey } from './operators/aggregate.ts';

/**
 * What Spark refuses when a streaming query starts, refused at design time (semantics 6.2, 6.3 and 5.1). Batch queries
 * have no output mode, so nothing of this holds for them.
 */
export function checkStreamingQuery(query: QueryPlan): Diagnostic[] {
  return [...checkOutputMode(query), ...checkWatermarks(query.plan)];
}

function checkOutputMode(query: QueryPlan): Diagnostic[] {
  const at = { nodeId: query.sink.nodeId, setting: 'outputMode' };
  const aggregates = operatorsOf(query.plan).flatMap((operator) => (operator.op === 'aggregate' ? [operator] : []));
  const topmost = aggregates.at(-1);
  if (topmost === undefined) {
    return query.outputMode === 'complete' ? [diagnostic('PLN-001', at)] : [];
  }
  const found: Diagnostic[] = [];
  if (query.outputMode === 'append' && eventTimeKey(topmost) < 0) {
    found.push(diagnostic('PLN-002', at, { node: topmost.nodeId }));
  }
  if (aggregates.length > 1) {
    if (query.outputMode !== 'append') {
      found.push(diagnostic('PLN-003', at, { first: aggregates[0]?.nodeId ?? '', second: topmost.nodeId }));
    }
    for (const deeper of aggregates.slice(0, -1)) {
      if (query.outputMode === 'append' && eventTimeKey(deeper) < 0) {
        found.push(diagnostic('PLN-004', { nodeId: deeper.nodeId, setting: 'keys' }, { node: deeper.nodeId }));
      }
    }
  }
  return found;
}

function checkWatermarks(plan: LogicalPlan): Diagnostic[] {
  const found: Diagnostic[] = [];
  const operators = operatorsOf(plan);
  for (const operator of operators) {
    if (operator.op !== 'event-time-watermark') continue;
    const earlier = operator.input.schema.some((field) => field.eventTime !== undefined);
    if (earlier) found.push(diagnostic('PLN-005', { nodeId: operator.nodeId }));
  }
  const isUsed = operators.some((operator) => operator.op === 'aggregate' && eventTimeKey(operator) >= 0);
  for (const operator of operators) {
    if (operator.op !== 'event-time-watermark' || isUsed) continue;
    found.push(diagnostic('PLN-006', { nodeId: operator.nodeId }, {}, 'warning'));
  }
  return found;
}

import { type Diagnostic, diagnostic } from '../base/errors/diagnostic.ts';
import { columnsOf } from '../expression/expr.ts';
import { isStreamStreamJoin } from './join-eviction.ts';
import { checkJoins } from './join-rules.ts';
import { inputsOf, isStreamingPlan, type LogicalPlan, operatorsOf, type QueryPlan } from './logical-plan.ts';
import { type Aggregate, eventTimeKey, sessionKey } from './operators/aggregate.ts';
import { markLateColumns } from './rules/mark-late-columns.ts';
import { checkWatermarks } from './watermark-rules.ts';

/**
 * What Spark refuses when a streaming query starts or in its first batches, refused at design time (semantics 6.2, 6.3 and
 * 5.1). What has only static sources is computed whole in each batch, so nothing of this holds for it, nor for batch queries.
 */
export function checkStreamingQuery(query: QueryPlan): Diagnostic[] {
  if (!isStreamingPlan(query.plan)) return [diagnostic('PLN-094', { nodeId: query.sink.nodeId })];
  const seen = { ...query, plan: markLateColumns(query.plan) };
  return [
    ...checkSink(seen),
    ...checkAggregates(seen),
    ...checkFollowers(seen),
    ...checkJoins(seen),
    ...checkSorts(seen),
    ...checkLimits(seen),
    ...checkWatermarks(seen),
  ];
}

function checkSink({ sink, outputMode }: QueryPlan): Diagnostic[] {
  if (sink.type !== 'file' || outputMode === 'append') return [];
  return [diagnostic('PLN-093', { nodeId: sink.nodeId, setting: 'outputMode' }, { mode: outputMode })];
}

function checkAggregates(query: QueryPlan): Diagnostic[] {
  const at = { nodeId: query.sink.nodeId, setting: 'outputMode' };
  const aggregates = streamingAggregates(query.plan);
  if (aggregates.length === 0) return query.outputMode === 'complete' ? [diagnostic('PLN-001', at)] : [];
  const deeper = new Set(aggregates.flatMap((plan) => streamingAggregates(plan.input)));
  return aggregates.flatMap((plan) => {
    const found: Diagnostic[] = [];
    const node = { node: plan.nodeId };
    if (query.outputMode === 'append' && eventTimeKey(plan) < 0) {
      const isDeeper = deeper.has(plan);
      found.push(
        isDeeper
          ? diagnostic('PLN-004', { nodeId: plan.nodeId, setting: 'keys' }, node)
          : diagnostic('PLN-002', at, node),
      );
    }
    if (sessionKey(plan) >= 0) {
      if (query.outputMode === 'update') found.push(diagnostic('PLN-089', at, node));
      if (!hasOtherKey(plan)) found.push(diagnostic('PLN-090', { nodeId: plan.nodeId, setting: 'keys' }, node));
    }
    return found;
  });
}

/** Spark leaves constant keys out of a plan, so they do not count. */
function hasOtherKey(plan: Aggregate): boolean {
  const session = sessionKey(plan);
  return plan.keys.some(({ expr }, index) => index !== session && columnsOf(expr).size > 0);
}

/**
 * In other modes than append an aggregation hands on groups again and again, old ones too: a node behind it that drops late
 * rows or keeps rows would take them for late ones, or for new ones.
 */
function checkFollowers({ plan, outputMode, sink }: QueryPlan): Diagnostic[] {
  if (outputMode === 'append') return [];
  const at = { nodeId: sink.nodeId, setting: 'outputMode' };
  return operatorsOf(plan).flatMap((operator) => {
    if (!isStreamingPlan(operator) || !mustFollowAppend(operator)) return [];
    const [first] = inputsOf(operator).flatMap(streamingAggregates);
    if (first === undefined) return [];
    const params = { first: first.nodeId, second: operator.nodeId };
    return [diagnostic(operator.op === 'aggregate' ? 'PLN-003' : 'PLN-092', at, params)];
  });
}

/** Whether Spark counts an operator as one that keeps state in this check: `dropDuplicates` only with the event time as a key. */
function mustFollowAppend(operator: LogicalPlan): boolean {
  switch (operator.op) {
    case 'aggregate':
      return true;
    case 'join':
      return isStreamStreamJoin(operator);
    case 'deduplicate':
      return (
        operator.withinWatermark || operator.columns.some((index) => operator.schema[index]?.eventTime !== undefined)
      );
    default:
      return false;
  }
}

function checkSorts({ plan, outputMode }: QueryPlan): Diagnostic[] {
  return operatorsOf(plan).flatMap((operator) => {
    if (operator.op !== 'sort' || !isStreamingPlan(operator)) return [];
    const isComplete = outputMode === 'complete' && streamingAggregates(operator.input).length > 0;
    return isComplete ? [] : [diagnostic('PLN-087', { nodeId: operator.nodeId }, { node: operator.nodeId })];
  });
}

function checkLimits({ plan, outputMode, sink }: QueryPlan): Diagnostic[] {
  if (outputMode !== 'update') return [];
  return operatorsOf(plan).flatMap((operator) => {
    if (operator.op !== 'limit' || !isStreamingPlan(operator)) return [];
    return [diagnostic('PLN-088', { nodeId: sink.nodeId, setting: 'outputMode' }, { node: operator.nodeId })];
  });
}

function streamingAggregates(plan: LogicalPlan): Aggregate<LogicalPlan>[] {
  return operatorsOf(plan).flatMap((operator) =>
    operator.op === 'aggregate' && isStreamingPlan(operator) ? [operator] : [],
  );
}

import { printDataType } from '../types/data-type-text.ts';
import { describeOperator } from './describe-operator.ts';
import { explainOperator } from './explain.ts';
import {
  inputsOf,
  isScan,
  isStreamingPlan,
  type LogicalPlan,
  operatorsOf,
  type QueryPlan,
  type Scan,
  type SinkPlan,
} from './logical-plan.ts';
import { optimize } from './optimizer.ts';
import type { QueryDescription, SinkDescription, SourceDescription } from './query-description.ts';

/**
 * Describes a query as it runs.
 *
 * @param labels what the canvas calls its nodes, by id
 */
export function describeQuery(query: QueryPlan, labels: ReadonlyMap<string, string> = new Map()): QueryDescription {
  const plan = optimize(query.plan);
  const named = (nodeId: string): { nodeId: string; label?: string } => {
    const label = labels.get(nodeId);
    return label === undefined ? { nodeId } : { nodeId, label };
  };
  const operators = fromSink(plan).filter(isStreamingPlan);
  const described = operators.map((each) => describeOperator(each));
  return {
    sources: scansOf(plan).map((scan) => ({ ...named(scan.nodeId), ...describeSource(scan) })),
    operators: operators.flatMap(({ nodeId }, at) => {
      const found = described[at];
      return found === null || found === undefined ? [] : [{ ...named(nodeId), ...found }];
    }),
    sink: { ...named(query.sink.nodeId), ...describeSink(query.sink) },
    outputMode: query.outputMode,
    columns: plan.schema.map(({ name, type }) => ({ name, type: printDataType(type) })),
    steps: stepsOf(query.plan),
  };
}

/** As they are drawn: a rule may have written conditions of some into others. */
function stepsOf(plan: LogicalPlan): string[] {
  const steps = fromSink(plan).filter((each) => isStreamingPlan(each) && !isScan(each));
  return steps.filter((each) => describeOperator(each) === null).map(explainOperator);
}

/** All operators, each before those that it reads: the order in which a query numbers its state. */
function fromSink(plan: LogicalPlan): LogicalPlan[] {
  return [plan, ...inputsOf(plan).flatMap(fromSink)];
}

/** Each source once, the streams first, as a query numbers them. */
function scansOf(plan: LogicalPlan): Scan[] {
  const scans = new Map(operatorsOf(plan).flatMap((each) => (isScan(each) ? [[each.nodeId, each]] : [])));
  return [...scans.values()].sort((a, b) => Number(isStreamingPlan(b)) - Number(isStreamingPlan(a)));
}

type Place = Pick<SourceDescription, 'kind' | 'format' | 'place'>;

function describeSource(scan: Scan): Omit<SourceDescription, 'nodeId' | 'label'> {
  return { ...placeOf(scan), isStatic: !isStreamingPlan(scan) };
}

function placeOf(scan: Scan): Place {
  switch (scan.op) {
    case 'file-scan':
      return { kind: 'file-source', format: scan.format, place: scan.path };
    case 'rows-scan':
      return { kind: 'rows-source', format: null, place: '' };
    case 'rate-scan':
      // Its offsets are seconds: with another rate they would stand for other rows.
      return {
        kind: 'rate-source',
        format: null,
        place: `${scan.rowsPerSecond} rows a second, ramp-up ${scan.rampUpSeconds} s`,
      };
    case 'socket-scan':
      return { kind: 'socket-source', format: null, place: `${scan.host}:${scan.port}` };
    case 'generator-scan': {
      const { seed, rowsPerBatch, startMicros, stepMicros, disorder, columns } = scan;
      const drawn = { startMicros: String(startMicros), stepMicros: String(stepMicros), columns, disorder };
      const rest = JSON.stringify(drawn, (_, value) => (typeof value === 'bigint' ? String(value) : value));
      return { kind: 'generator-source', format: null, place: `seed ${seed}, ${rowsPerBatch} rows a batch, ${rest}` };
    }
  }
}

function describeSink(sink: SinkPlan): Omit<SinkDescription, 'nodeId' | 'label'> {
  const none = { path: null, format: null, partitionBy: [], tableName: null };
  if (sink.type === 'memory') return { ...none, type: 'memory', tableName: sink.queryName };
  if (sink.type === 'console') return { ...none, type: 'console' };
  return { ...none, type: 'file', path: sink.path, format: sink.format, partitionBy: [...sink.partitionBy] };
}

import { displayExpr } from '../expression/display.ts';
import { printDataType } from '../types/data-type-text.ts';
import type { Schema } from '../types/schema.ts';
import { inputsOf, type LogicalPlan } from './logical-plan.ts';
import type { NamedExpr } from './operators/project.ts';

/**
 * A plan as indented text, the last operator first, one line each with the canvas's node ids.
 *
 * @param mark a text to put before an operator's name
 */
export function explainPlan(plan: LogicalPlan, mark: (operator: LogicalPlan) => string = () => ''): string {
  return linesOf(plan, mark).join('\n');
}

/** One operator as text, without its node. */
export function explainOperator(plan: LogicalPlan): string {
  const line = describe(plan);
  return line.slice(0, line.lastIndexOf(`  -- ${plan.nodeId}`));
}

/** The operator's line, then those of its inputs; the lines of all but the last hang on a `:` of their own, as in Spark. */
function linesOf(plan: LogicalPlan, mark: (operator: LogicalPlan) => string): string[] {
  const inputs = inputsOf(plan);
  const below = inputs.flatMap((input, index) => {
    const isLast = index === inputs.length - 1;
    const [first, rest] = isLast ? ['+- ', '   '] : [':- ', ':  '];
    return linesOf(input, mark).map((line, at) => `${at === 0 ? first : rest}${line}`);
  });
  return [`${mark(plan)}${describe(plan)}`, ...below];
}

function describe(plan: LogicalPlan): string {
  const node = `  -- ${plan.nodeId}`;
  switch (plan.op) {
    case 'file-scan': {
      const { requiredColumns } = plan;
      const columns =
        requiredColumns === null ? plan.schema : plan.schema.filter((_, index) => requiredColumns.has(index));
      const schemaNode = plan.schemaNodeId === null ? '' : `, ${plan.schemaNodeId}`;
      return `FileScan ${plan.format} [${columnsText(columns)}] ${JSON.stringify(plan.path)}, ${plan.mode}${node}${schemaNode}`;
    }
    case 'rows-scan':
      return `RowsScan [${columnsText(plan.schema)}], ${plan.batches.length} batches${node}`;
    case 'rate-scan':
      return `RateScan [${columnsText(plan.schema)}], ${plan.rowsPerSecond} rows a second, ramp-up ${plan.rampUpSeconds} s${node}`;
    case 'socket-scan':
      return `SocketScan [${columnsText(plan.schema)}] ${plan.host}:${plan.port}${node}`;
    case 'generator-scan':
      return `GeneratorScan [${columnsText(plan.schema)}], seed ${plan.seed}, ${plan.rowsPerBatch} rows a batch${node}`;
    case 'session-window': {
      const gap = 'expr' in plan.gap ? displayExpr(plan.gap.expr) : seconds(plan.gap.micros);
      return `SessionWindow ${plan.input.schema[plan.column]?.name} AS ${plan.name}, gap ${gap}${node}`;
    }
    case 'deduplicate': {
      const names = plan.columns.map((index) => plan.schema[index]?.name).join(', ');
      return `${plan.withinWatermark ? 'DeduplicateWithinWatermark' : 'Deduplicate'} [${names}]${node}`;
    }
    case 'join': {
      const { keys, leftOnly, rightOnly, both } = plan.condition;
      const equalities = keys.map(
        ({ left, right, nullSafe }) =>
          `left.${displayExpr(left)} ${nullSafe ? '<=>' : '='} right.${displayExpr(right)}`,
      );
      const others = [...leftOnly, ...rightOnly, ...both].map(displayExpr);
      return `Join ${plan.type}, ${[...equalities, ...others].join(' AND ') || 'true'}${node}`;
    }
    case 'union':
      return `Union [${columnsText(plan.schema)}]${node}`;
    case 'sort': {
      const orders = plan.orders.map(
        ({ expr, descending, nullsFirst }) =>
          `${displayExpr(expr)} ${descending ? 'DESC' : 'ASC'} NULLS ${nullsFirst ? 'FIRST' : 'LAST'}`,
      );
      return `Sort [${orders.join(', ')}]${node}`;
    }
    case 'limit':
      return `Limit ${plan.count}${node}`;
    case 'project':
      return `Project [${plan.columns.map(namedText).join(', ')}]${node}`;
    case 'filter':
      return `Filter ${displayExpr(plan.condition)}${node}`;
    case 'event-time-watermark': {
      const guards = plan.guards.length === 0 ? '' : `, rows where ${plan.guards.map(displayExpr).join(' AND ')}`;
      return `EventTimeWatermark ${plan.schema[plan.column]?.name}, delay ${plan.delayMs} ms${guards}${node}`;
    }
    case 'time-window': {
      const spans = `duration ${seconds(plan.durationMicros)}, slide ${seconds(plan.slideMicros)}, start ${seconds(plan.startMicros)}`;
      return `TimeWindow ${plan.input.schema[plan.column]?.name} AS ${plan.name}, ${spans}${node}`;
    }
    case 'aggregate': {
      const calls = plan.calls.map((call) => {
        const args = call.args.length === 0 ? '1' : call.args.map(displayExpr).join(', ');
        return `${call.functionName}(${args}) AS ${call.name}`;
      });
      return `Aggregate [${plan.keys.map(namedText).join(', ')}], [${calls.join(', ')}]${node}`;
    }
  }
}

function columnsText(schema: Schema): string {
  return schema.map(({ name, type }) => `${name}: ${printDataType(type)}`).join(', ');
}

function namedText({ expr, name }: NamedExpr): string {
  const text = displayExpr(expr);
  return text === name ? name : `${text} AS ${name}`;
}

function seconds(micros: bigint): string {
  return `${Number(micros) / 1e6} s`;
}

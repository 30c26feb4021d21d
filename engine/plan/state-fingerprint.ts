import type { DataType } from '../types/data-type.ts';
import { printDataType } from '../types/data-type-text.ts';
import type { Field } from '../types/schema.ts';
import { isStreamStreamJoin } from './join-eviction.ts';
import { isStreamingPlan, type LogicalPlan, operatorsOf } from './logical-plan.ts';
import { sessionKey } from './operators/aggregate.ts';

/**
 * What a query's saved state depends on: for each operator with state its node, the types of its keys, and its aggregates with
 * the types of their buffers. State saved under another fingerprint belongs to another query (semantics 11.5).
 */
export function stateFingerprint(plan: LogicalPlan): string {
  return operatorsOf(plan)
    .filter(isStreamingPlan)
    .flatMap((operator) => {
      if (operator.op === 'limit') return [`${operator.nodeId}[limit]`];
      if (operator.op === 'deduplicate') {
        const columns = operator.columns.map((index) => columnText(operator.schema[index]));
        return [`${operator.nodeId}[${operator.withinWatermark ? 'within watermark: ' : ''}${columns.join(', ')}]`];
      }
      if (operator.op === 'join') {
        if (!isStreamStreamJoin(operator)) return [];
        const sides = [operator.left, operator.right].map(({ schema }) => schema.map(columnText).join(', '));
        const keys = operator.condition.keys.map(({ left }) => printDataType(left.type));
        return [`${operator.nodeId}[${operator.type} on ${keys.join(', ')}][${sides.join('][')}]`];
      }
      if (operator.op !== 'aggregate') return [];
      const session = sessionKey(operator);
      const keys = operator.keys.map(
        ({ name, expr }, index) => `${name} ${index === session ? 'session' : printDataType(expr.type)}`,
      );
      const calls = operator.calls.map(
        ({ functionName, aggregate }) =>
          `${functionName}(${typesText(aggregate.argumentTypes)}) in ${typesText(aggregate.bufferTypes)}`,
      );
      return [`${operator.nodeId}[${keys.join(', ')}][${calls.join(', ')}]`];
    })
    .join('; ');
}

function typesText(types: readonly DataType[]): string {
  return types.map(printDataType).join(', ');
}

function columnText(field: Field | undefined): string {
  return field === undefined ? '' : `${field.name} ${printDataType(field.type)}`;
}

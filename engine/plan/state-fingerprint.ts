import { printDataType } from '../types/data-type-text.ts';
import { type LogicalPlan, operatorsOf } from './logical-plan.ts';

/**
 * What a query's saved state depends on: for each operator with state its node, the types of its keys and the kinds of its
 * buffers. State saved under another fingerprint belongs to another query (semantics 11.5).
 */
export function stateFingerprint(plan: LogicalPlan): string {
  return operatorsOf(plan)
    .flatMap((operator) => {
      if (operator.op !== 'aggregate') return [];
      const keys = operator.keys.map(({ name, expr }) => `${name} ${printDataType(expr.type)}`);
      const calls = operator.calls.map(
        (call) => `${call.functionName}(${call.aggregate.argumentTypes.map(printDataType).join(', ')})`,
      );
      return [`${operator.nodeId}[${keys.join(', ')}][${calls.join(', ')}]`];
    })
    .join('; ');
}

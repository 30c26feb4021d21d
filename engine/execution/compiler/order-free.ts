import type { Aggregate, AggregateCall } from '../../plan/operators/aggregate.ts';

/** Whether groups come out the same in whatever order and in whatever parts rows are added to them. */
export function isOrderFree({ calls }: Pick<Aggregate, 'calls'>): boolean {
  return calls.every(isCallOrderFree);
}

function isCallOrderFree({ functionName, aggregate, args }: AggregateCall): boolean {
  switch (functionName) {
    case 'count':
      return aggregate.bufferTypes[0]?.kind === 'bigint';
    case 'sum':
      return aggregate.bufferTypes[0]?.kind === 'bigint';
    case 'min':
    case 'max':
      // Zeros of floats differ in sign, and which of them is kept depends on the order.
      return !['float', 'double'].includes(args[0]?.type.kind ?? '');
    default:
      return false;
  }
}

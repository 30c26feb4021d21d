import { isWide } from '../../expression/functions/wide-number.ts';
import type { AggregateCall } from '../../plan/operators/aggregate.ts';
import type { DataType } from '../../types/data-type.ts';
import type { Accumulator } from './accumulator.ts';
import { AverageAccumulator } from './average-accumulator.ts';
import { BufferAccumulator } from './buffer-accumulator.ts';
import { CountAccumulator } from './count-accumulator.ts';
import { DoubleSumAccumulator } from './double-sum-accumulator.ts';
import { ExtremumAccumulator } from './extremum-accumulator.ts';
import { IntegerSumAccumulator } from './integer-sum-accumulator.ts';

/** What a table knows of an aggregate. */
export type GroupCall = Pick<AggregateCall, 'functionName' | 'aggregate'>;

/** How a table keeps an aggregate. */
export function createAccumulator({ functionName, aggregate }: GroupCall): Accumulator {
  const argument = aggregate.argumentTypes[0];
  const buffer = aggregate.bufferTypes[0];
  switch (functionName) {
    case 'count':
      return new CountAccumulator(aggregate);
    case 'sum':
      if (buffer?.kind === 'bigint') return new IntegerSumAccumulator(aggregate);
      return buffer?.kind === 'double' ? new DoubleSumAccumulator(aggregate) : new BufferAccumulator(aggregate);
    case 'avg':
      // Small decimals are averaged as doubles too, but come as bigints.
      return buffer?.kind === 'double' && argument?.kind === 'double'
        ? new AverageAccumulator(aggregate)
        : new BufferAccumulator(aggregate);
    case 'min':
    case 'max':
      return argument !== undefined && isNumberHeld(argument)
        ? new ExtremumAccumulator(aggregate, { isWide: isWide(argument), isLeast: functionName === 'min' })
        : new BufferAccumulator(aggregate);
    default:
      return new BufferAccumulator(aggregate);
  }
}

/** Types whose values are numbers in generated code. */
export function isNumberHeld(type: DataType): boolean {
  return isWide(type) || ['tinyint', 'smallint', 'int', 'date', 'float', 'double'].includes(type.kind);
}

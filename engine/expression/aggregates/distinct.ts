import { array, type StructType, struct } from '../../types/data-type.ts';
import type { Value } from '../../types/value.ts';
import type { BoundAggregate } from './aggregate-function.ts';
import { listed } from './value-counts.ts';
import { ValueIndex } from './value-index.ts';
import { growingLayer, joined, layered, valuesIn, withLayer } from './value-layers.ts';

/** The aggregate over the rows whose arguments differ, each once, in the order they first came. */
export function distinct(of: BoundAggregate): BoundAggregate {
  const row: StructType = struct(of.argumentTypes.map((type, index) => ({ name: `arg${index}`, type })));
  const index = new ValueIndex(row);
  return {
    resultType: of.resultType,
    nullable: of.nullable,
    argumentTypes: of.argumentTypes,
    bufferTypes: [array(array(row))],
    initial: () => [[]],
    update([rows], args) {
      index.placeOf([...args], growingLayer(rows));
    },
    merge(stored, partial) {
      const layers = layered(stored[0]);
      const added = index.missingIn(layers, valuesIn(layered(partial[0])));
      stored[0] = withLayer(layers, added, joined) as Value;
    },
    result([rows]) {
      const partial = of.initial();
      for (const args of valuesIn(layered(rows))) of.update(partial, listed(args));
      const buffer = of.initial();
      of.merge(buffer, partial);
      return of.result(buffer);
    },
  };
}

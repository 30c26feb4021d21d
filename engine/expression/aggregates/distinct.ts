import { array, type StructType, struct } from '../../types/data-type.ts';
import type { Value } from '../../types/value.ts';
import type { BoundAggregate } from './aggregate-function.ts';
import { listed } from './value-counts.ts';
import { ValueIndex } from './value-index.ts';

/** The aggregate over the rows whose arguments differ, each once, in the order they first came. */
export function distinct(of: BoundAggregate): BoundAggregate {
  const row: StructType = struct(of.argumentTypes.map((type, index) => ({ name: `arg${index}`, type })));
  const index = new ValueIndex(row);
  return {
    resultType: of.resultType,
    nullable: of.nullable,
    argumentTypes: of.argumentTypes,
    bufferTypes: [array(row)],
    initial: () => [[]],
    update([rows], args) {
      index.placeOf([...args], rows as Value[]);
    },
    merge(stored, partial) {
      const rows = [...listed(stored[0])];
      for (const args of listed(partial[0])) index.placeOf(args, rows);
      stored[0] = rows;
    },
    result([rows]) {
      const partial = of.initial();
      for (const args of listed(rows)) of.update(partial, listed(args));
      const buffer = of.initial();
      of.merge(buffer, partial);
      return of.result(buffer);
    },
  };
}

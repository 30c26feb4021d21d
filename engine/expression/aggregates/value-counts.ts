import { array, BIGINT, type DataType } from '../../types/data-type.ts';
import type { Value } from '../../types/value.ts';
import type { AggregateBuffer, BoundAggregate } from './aggregate-function.ts';
import { ValueIndex } from './value-index.ts';
import { growingLayer, layered } from './value-layers.ts';

/** Different values, in the order they first came, and how often each came. */
export interface ValueCounts {
  readonly values: readonly Value[];
  readonly counts: readonly bigint[];
}

/** An aggregate that counts each value of its first argument; `result` is asked with what has been counted. */
export function countingValues(
  type: DataType,
  result: (counted: ValueCounts) => Value,
): Pick<BoundAggregate, 'bufferTypes' | 'initial' | 'merge' | 'result'> & {
  add(buffer: AggregateBuffer, value: Value, times: bigint): void;
} {
  const index = new ValueIndex(type);
  /** Two layers as one, in arrays of its own; looks at the values of the younger one only. */
  const united = (older: ValueCounts, younger: ValueCounts): ValueCounts => {
    const values = older.values.slice();
    const counts = older.counts.slice();
    younger.values.forEach((value, at) => {
      const place = index.placeIn(older.values, value) ?? values.push(value) - 1;
      counts[place] = (counts[place] ?? 0n) + (younger.counts[at] ?? 0n);
    });
    return { values, counts };
  };
  const total = (layers: readonly ValueCounts[]): ValueCounts =>
    layers.reduceRight((younger, older) => (younger.values.length === 0 ? older : united(older, younger)), noCounts);
  return {
    bufferTypes: [array(array(type)), array(array(BIGINT))],
    initial: () => [[], []],
    add([values, counts], value, times) {
      const held = growingLayer(counts) as bigint[];
      const place = index.placeOf(value, growingLayer(values));
      held[place] = (held[place] ?? 0n) + times;
    },
    merge(stored, partial) {
      const added = total(layersOf(partial));
      if (added.values.length === 0) return;
      let top: ValueCounts = { values: added.values.slice(), counts: added.counts.slice() };
      // As in `withLayer`; a value may be counted in several layers.
      const kept = layersOf(stored);
      for (let below = kept.at(-1); below !== undefined; below = kept.at(-1)) {
        if (below.values.length >= 2 * top.values.length) break;
        kept.pop();
        top = united(below, top);
      }
      kept.push(top);
      stored[0] = kept.map(({ values }) => values);
      stored[1] = kept.map(({ counts }) => counts);
    },
    result: (buffer) => result(total(layersOf(buffer))),
  };
}

const noCounts: ValueCounts = { values: [], counts: [] };

/** The layers of a buffer (see `ValueLayers`): the values of each, and how often each came in it. */
function layersOf([values, counts]: AggregateBuffer): ValueCounts[] {
  const countLayers = layered(counts);
  return layered(values).map((layer, at) => ({ values: layer, counts: (countLayers[at] ?? []) as readonly bigint[] }));
}

/** A buffer's array. */
export function listed(value: Value | undefined): readonly Value[] {
  return (value ?? []) as readonly Value[];
}

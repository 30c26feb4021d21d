import type { Value } from '../../types/value.ts';

/** Elements of an array that are looked at. */
const SAMPLE = 16;
/** Values of each stretch that are measured, of a list whose first values may be much larger than the others. */
const SAMPLE_A_STRETCH = 8;

/** What a value takes in memory, estimated: a string by its length, an array by some of its elements. */
export function valueBytes(value: Value): number {
  switch (typeof value) {
    case 'number':
      return 16;
    case 'bigint':
      return 24;
    case 'string':
      return 24 + value.length;
    case 'object': {
      if (value === null) return 8;
      const { length } = value;
      if (length === 0) return 32;
      const step = Math.max(1, Math.floor(length / SAMPLE));
      let bytes = 0;
      let measured = 0;
      for (let i = 0; i < length; i += step) {
        bytes += valueBytes(value[i] ?? null);
        measured++;
      }
      return 32 + Math.round((bytes / measured + 8) * length);
    }
    default:
      return 8;
  }
}

/**
 * What many values take together, estimated from some of each stretch of them: the first eight, the next eight, the next sixteen,
 * and so on. The groups that come first are often those that come most.
 */
export function sampledBytes(values: readonly (readonly Value[])[]): number {
  let bytes = 8 * values.length;
  for (let from = 0; from < values.length; ) {
    const to = Math.min(values.length, Math.max(SAMPLE_A_STRETCH, from * 2));
    const step = Math.max(1, Math.floor((to - from) / SAMPLE_A_STRETCH));
    let stretch = 0;
    let measured = 0;
    for (let i = from; i < to; i += step) {
      stretch += valueBytes(values[i] ?? null);
      measured++;
    }
    bytes += (stretch / measured) * (to - from);
    from = to;
  }
  return Math.round(bytes);
}

import { must } from '../base/assert.ts';
import type { DataType } from './data-type.ts';
import type { Value } from './value.ts';

/** Writes a value as a text that ends by itself: no such text begins with another one of the same column. */
type KeyWriter = (value: Value) => string;

const NULL = '~';

/**
 * A function from the values of the grouping columns to a text that two rows share exactly when they belong to one
 * group: null is a group of its own, NaN equals NaN, -0.0 equals 0.0. Whatever the strings hold, different rows never
 * meet in one key. Keys are for maps within a run; they are no format to store.
 */
export function makeGroupKey(types: readonly DataType[]): (values: readonly Value[]) => string {
  const [first, second] = types;
  if (first === undefined) return () => '';
  if (types.length === 1) {
    const write = lastWriter(first);
    return (values) => write(values[0] ?? null);
  }
  if (types.length === 2 && second !== undefined) {
    const writeFirst = writerOf(first);
    const writeSecond = lastWriter(second);
    return (values) => writeFirst(values[0] ?? null) + writeSecond(values[1] ?? null);
  }
  return sequenceWriter(types.map(writerOf));
}

function writerOf(type: DataType): KeyWriter {
  if (type.kind === 'string')
    return (value) => (value === null ? NULL : `${(value as string).length}:${value as string}`);
  if (type.kind === 'boolean') return (value) => (value === null ? NULL : value ? 't' : 'f');
  if (type.kind === 'array') return arrayWriter(writerOf(type.element));
  if (type.kind === 'struct') {
    const write = sequenceWriter(type.fields.map((field) => writerOf(field.type)));
    return (value) => (value === null ? NULL : `(${write(value as readonly Value[])}`);
  }
  // A template writes -0 as 0 and NaN as NaN, which is the equality that groups need.
  return (value) => (value === null ? NULL : `${value as number | bigint};`);
}

/** Nothing follows the last column, so a string needs no length there; that is the usual case and the longest key. */
function lastWriter(type: DataType): KeyWriter {
  if (type.kind === 'string') return (value) => (value === null ? NULL : `:${value as string}`);
  return writerOf(type);
}

function arrayWriter(write: KeyWriter): KeyWriter {
  return (value) => {
    if (value === null) return NULL;
    let key = `${(value as readonly Value[]).length}[`;
    for (const element of value as readonly Value[]) key += write(element);
    return key;
  };
}

function sequenceWriter(writers: readonly KeyWriter[]): (values: readonly Value[]) => string {
  return (values) => {
    let key = '';
    for (let i = 0; i < writers.length; i++) key += must(writers[i], 'a writer for each value')(values[i] ?? null);
    return key;
  };
}

/** Key columns of a group table as columns of a saved table, both ways. */
import { assert } from '../../base/assert.ts';
import type { Value } from '../../types/value.ts';
import { type ColumnVector, type TextVector, valueAt, vectorOf } from '../files/column-vector.ts';
import { type KeyColumn, NULL_PART } from './key-column.ts';
import { StringPool } from './string-pool.ts';

/** The values of a key for the first `count` of these groups. */
export function savedKey(key: KeyColumn, groups: Int32Array, count: number): ColumnVector {
  const parts = new Float64Array(count);
  const present = new Uint8Array(count).fill(1);
  let nulls = 0;
  let others = 0;
  for (let i = 0; i < count; i++) {
    const part = key.parts[groups[i] as number] as number;
    parts[i] = part;
    if (part === NULL_PART) {
      present[i] = 0;
      nulls++;
    } else if (part % 1 !== 0) others++;
  }
  if (nulls === count) return { form: 'nulls', length: count };
  // Pooled values have no form in common.
  if (others > 0)
    return vectorOf(
      Array.from(parts, (part): Value => key.valueOf(part)),
      key.type,
    );
  return partsAsVector(key, parts, nulls === 0 ? null : present);
}

function partsAsVector(key: KeyColumn, parts: Float64Array, present: Uint8Array | null): ColumnVector {
  switch (key.form) {
    case 'text':
      return textsOf(key, parts, present);
    case 'boolean':
      return { form: 'booleans', values: Uint8Array.from(parts, (part) => (part === 1 ? 1 : 0)), present };
    case 'window': {
      const length = key.windowMicros ?? 0;
      const starts: ColumnVector = { form: 'integers', values: parts, present };
      const ends: ColumnVector = { form: 'integers', values: parts.map((start) => start + length), present };
      return { form: 'structs', length: parts.length, fields: [starts, ends], present };
    }
    default:
      return { form: 'integers', values: parts, present };
  }
}

function textsOf(key: KeyColumn, parts: Float64Array, present: Uint8Array | null): TextVector {
  const { strings } = key;
  assert(strings instanceof StringPool, 'the texts of a state are its own');
  const starts = new Uint32Array(parts.length + 1);
  const { bytes: from, starts: places } = strings;
  let length = 0;
  for (let i = 0; i < parts.length; i++) {
    const code = parts[i] as number;
    if (code !== NULL_PART) length += (places[code + 1] as number) - (places[code] as number);
    starts[i + 1] = length;
  }
  const bytes = new Uint8Array(length);
  for (let i = 0; i < parts.length; i++) {
    const at = starts[i] as number;
    const end = starts[i + 1] as number;
    const source = (places[parts[i] as number] ?? 0) - at;
    if (end - at > COPIED_ONE_BY_ONE) bytes.set(from.subarray(source + at, source + end), at);
    else for (let to = at; to < end; to++) bytes[to] = from[source + to] as number;
  }
  return { form: 'texts', bytes, starts, present };
}

/** Copying so few bytes one by one is quicker than a call. */
const COPIED_ONE_BY_ONE = 64;

/**
 * The parts of a saved key's values; values that are new are given one.
 *
 * @param areNew whether each text comes once and none is there yet
 */
export function partsOfSaved(key: KeyColumn, vector: ColumnVector, count: number, areNew: boolean): Float64Array {
  const parts = new Float64Array(count);
  if (key.form === 'text' && vector.form === 'texts' && key.strings instanceof StringPool) {
    putTexts(key.strings, vector, parts, areNew);
  } else if (key.form === 'integer' && vector.form === 'integers') parts.set(vector.values);
  else if (key.form !== 'window' || !putWindows(key, vector, parts)) {
    for (let row = 0; row < count; row++) parts[row] = key.partOf(valueAt(vector, key.type, row));
    return parts;
  }
  const present = vector.form === 'nulls' ? null : vector.present;
  if (present !== null) for (let row = 0; row < count; row++) if (present[row] === 0) parts[row] = NULL_PART;
  return parts;
}

function putTexts(strings: StringPool, vector: TextVector, parts: Float64Array, areNew: boolean): void {
  const { bytes, starts, present } = vector;
  const count = parts.length;
  if (areNew && present === null) {
    const first = strings.append(bytes, starts);
    for (let row = 0; row < count; row++) parts[row] = first + row;
    return;
  }
  if (present === null) {
    const codes = new Int32Array(count);
    strings.codesOfTexts(bytes, starts, count, codes);
    parts.set(codes);
    return;
  }
  for (let row = 0; row < count; row++) {
    if (present[row] === 1) parts[row] = strings.codeOfBytes(bytes.subarray(starts[row], starts[row + 1]));
  }
}

/** False where not all of them are windows of the column's one length. */
function putWindows(key: KeyColumn, vector: ColumnVector, parts: Float64Array): boolean {
  if (vector.form !== 'structs') return false;
  const [starts, ends] = vector.fields;
  if (starts?.form !== 'integers' || ends?.form !== 'integers') return false;
  const { present } = vector;
  const isThere = (flags: Uint8Array | null, row: number): boolean => flags === null || flags[row] === 1;
  let length = key.windowMicros;
  for (let row = 0; row < parts.length; row++) {
    if (!isThere(present, row)) continue;
    if (!isThere(starts.present, row) || !isThere(ends.present, row)) return false;
    const start = starts.values[row] as number;
    const micros = (ends.values[row] as number) - start;
    length ??= micros;
    if (micros !== length) return false;
    parts[row] = start;
  }
  key.windowMicros = length;
  return true;
}

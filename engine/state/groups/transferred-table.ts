import { must } from '../../base/assert.ts';
import type { Value } from '../../types/value.ts';
import type { TransferredAccumulator } from './accumulator.ts';
import { createAccumulator } from './create-accumulator.ts';
import { type GroupPlan, GroupTable, type RangeSegment } from './group-table.ts';
import { resizedFloats } from './growth.ts';
import { KeyColumn } from './key-column.ts';
import type { PackedTexts, StringCodes } from './string-codes.ts';
import { StringPool } from './string-pool.ts';

/** A group table as plain data for another thread, its arrays cut to size. */
export interface TransferredTable {
  readonly size: number;
  readonly ranges: readonly RangeSegment[];
  readonly keys: readonly TransferredKey[];
  readonly accumulators: readonly TransferredAccumulator[];
}

interface TransferredKey {
  readonly parts: Float64Array<ArrayBuffer>;
  readonly windowMicros: number | null;
  /** The texts of the codes; null for a key that is no text. */
  readonly texts: PackedTexts | null;
  /** By number, the values of pooled parts. */
  readonly pooled: readonly Value[];
}

/**
 * A copy of the table as data for `postMessage`, and the buffers in it that may go along without being copied again. The table
 * itself is left as it is.
 */
export function transferred(table: GroupTable): { data: TransferredTable; transfer: ArrayBuffer[] } {
  const keys = table.keys.map((key): TransferredKey => {
    const parts = resizedFloats(key.parts, table.size);
    return {
      parts,
      windowMicros: key.windowMicros,
      texts: key.strings === null ? null : packUsed(parts, key.strings),
      pooled: key.pooledSize === 0 ? [] : [...key.pool.values],
    };
  });
  const accumulators = table.accumulators.map((accumulator) => accumulator.transferred(table.size));
  const transfer = [
    ...keys.flatMap(({ parts, texts }) =>
      texts === null ? [parts.buffer] : [parts.buffer, texts.bytes.buffer, texts.starts.buffer, texts.hashes.buffer],
    ),
    ...accumulators.flatMap(({ arrays }) => arrays.map(({ buffer }) => buffer)),
  ];
  return { data: { size: table.size, ranges: table.segments, keys, accumulators }, transfer };
}

/** The table that another thread's `transferred` was made of; `plan` is the aggregation of both. */
export function fromTransferred(data: TransferredTable, plan: GroupPlan): GroupTable {
  const keys = plan.keys.map(({ expr }, index) => {
    const sent = must(data.keys[index], 'tables of one plan');
    const key = new KeyColumn(expr.type, sent.texts === null ? null : new StringPool(sent.texts), true);
    key.windowMicros = sent.windowMicros;
    for (const value of sent.pooled) key.pool.numberOf(value);
    return key;
  });
  const table = new GroupTable(keys, plan.calls.map(createAccumulator));
  keys.forEach((key, index) => {
    key.parts = must(data.keys[index], 'tables of one plan').parts;
  });
  table.accumulators.forEach((accumulator, index) => {
    accumulator.take(must(data.accumulators[index], 'tables of one plan'));
  });
  table.adopt(data.size, data.ranges);
  return table;
}

/**
 * The texts that `parts` name, packed; the parts are changed to the codes they have there. A dictionary may hold many more texts
 * than groups use.
 */
function packUsed(parts: Float64Array, strings: StringCodes): PackedTexts {
  const known = new Int32Array(strings.size);
  const used = new Int32Array(Math.min(parts.length, strings.size));
  let count = 0;
  for (let group = 0; group < parts.length; group++) {
    const part = parts[group] as number;
    const code = part | 0;
    if (code !== part) continue;
    if (known[code] === 0) {
      used[count++] = code;
      known[code] = count;
    }
    parts[group] = (known[code] as number) - 1;
  }
  return strings.pack(used.subarray(0, count));
}

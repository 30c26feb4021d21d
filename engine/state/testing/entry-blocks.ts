import { must } from '../../base/assert.ts';
import type { DataType } from '../../types/data-type.ts';
import { ByteReader } from '../files/byte-reader.ts';
import { ByteWriter } from '../files/byte-writer.ts';
import { CollectedTable } from '../files/collected-table.ts';
import { readColumn, writeColumn } from '../files/column-codec.ts';
import { type ColumnVector, lengthOf } from '../files/column-vector.ts';
import { BlockWriter, ReadBlock } from '../files/entry-block.ts';
import { FRAME_HEAD_BYTES } from '../files/state-file-format.ts';
import type { StateEntries, StateEntryWriter, StateTable } from '../state-table.ts';

/** What a table writes, as a state file gives it back. */
export function blocksOf(table: StateTable, what: 'changes' | 'all', areNew = what === 'all'): ReadBlock[] {
  const bytes = new ByteWriter();
  const writer = new BlockWriter(bytes, 0, table.form);
  for (const _ of what === 'all' ? table.writeAll(writer) : table.writeChanges(writer));
  writer.flush();
  const types = [{ key: table.form.key.map(({ type }) => type), value: table.form.value.map(({ type }) => type) }];
  const written = bytes.written.slice();
  const view = new DataView(written.buffer);
  const blocks: ReadBlock[] = [];
  for (let at = 0; at < written.length; ) {
    const end = at + FRAME_HEAD_BYTES + view.getUint32(at + 4, true);
    blocks.push(new ReadBlock(written.subarray(at + FRAME_HEAD_BYTES, end), types, areNew));
    at = end;
  }
  return blocks;
}

/** Columns as a state file gives them back. */
export function throughFile(columns: readonly ColumnVector[], types: readonly DataType[]): ColumnVector[] {
  return columns.map((vector, column) => {
    const bytes = new ByteWriter();
    writeColumn(bytes, vector);
    return readColumn(new ByteReader(bytes.written.slice()), must(types[column], 'a type a column'), lengthOf(vector));
  });
}

/** Takes blocks into a table, as a load does. */
export function restoreAll(table: StateTable, blocks: readonly StateEntries[]): void {
  for (const block of blocks) for (const _ of table.restore(block));
  for (const _ of table.settle?.() ?? []);
}

/** The entries of a table, in their order, as row by row they are written. */
export function entriesOf(table: StateTable): unknown[] {
  const collected = new CollectedTable(table.form);
  const rows: StateEntryWriter = {
    put: (key, value) => collected.put(key, value),
    remove: (key) => collected.remove(key),
  };
  for (const _ of table.writeAll(rows));
  return [...collected.entries];
}

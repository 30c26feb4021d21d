import type { Disk, FileToWrite } from '../../base/disk.ts';
import type { Pacing } from '../../base/pacing.ts';
import type { OperatorState, StateEntryWriter, StateTable } from '../state-table.ts';
import { ByteWriter } from './byte-writer.ts';
import { BlockWriter } from './entry-block.ts';
import {
  END_FRAME,
  FORMAT_VERSION,
  HEADER_FRAME,
  type StateFileKind,
  savedTable,
  writeFrame,
  writeMagic,
} from './state-file-format.ts';

/** What is gathered before it goes to the disk. */
const PIECE_BYTES = 1 << 18;

/** What a state file is made of. */
export interface StateFileContent {
  readonly kind: StateFileKind;
  readonly version: number;
  readonly states: readonly OperatorState[];
}

/**
 * Writes a state file at `path` and forces it to the disk; its name is not certain before its folder is synced. Memory stays at some
 * pieces, however much there is. Returns the file's size in bytes. Throws what `pacing` and the
 * disk throw; a file that is left half-written is removed if it can be.
 */
export async function writeStateFile(
  disk: Disk,
  path: string,
  content: StateFileContent,
  pacing: Pacing,
): Promise<number> {
  const file = await disk.create(path);
  let sizeBytes: number;
  try {
    sizeBytes = await writeAll(file, content, pacing);
    await file.sync();
  } catch (error) {
    await file.close().catch(() => undefined);
    await disk.remove(path).catch(() => undefined);
    throw error;
  }
  await file.close();
  return sizeBytes;
}

async function writeAll(
  file: FileToWrite,
  { kind, version, states }: StateFileContent,
  pacing: Pacing,
): Promise<number> {
  const bytes = new ByteWriter();
  let sizeBytes = 0;
  const flush = async (): Promise<void> => {
    sizeBytes += bytes.length;
    await file.write(bytes.written);
    bytes.clear();
  };
  const write = (table: StateTable, to: StateEntryWriter): Iterable<void> =>
    kind === 'delta' ? table.writeChanges(to) : table.writeAll(to);
  writeMagic(bytes);
  const operators = states.map(({ nodeId, tables }) => ({
    nodeId,
    tables: tables.map(({ form, size }) => savedTable(form, kind === 'delta' ? 0 : size)),
  }));
  writeFrame(bytes, HEADER_FRAME, () =>
    bytes.bytes(new TextEncoder().encode(JSON.stringify({ format: FORMAT_VERSION, kind, version, operators }))),
  );
  let blocks = 0;
  let entries = 0;
  for (const [index, table] of states.flatMap(({ tables }) => tables).entries()) {
    const writer = new BlockWriter(bytes, index, table.form);
    for (const _ of write(table, writer)) {
      pacing.check();
      if (bytes.length >= PIECE_BYTES) await flush();
      if (pacing.isDue) await pacing.rest();
    }
    writer.flush();
    blocks += writer.blocks;
    entries += writer.entries;
  }
  writeFrame(bytes, END_FRAME, () => {
    bytes.uint32(blocks);
    bytes.uint32(0);
    bytes.float64(entries);
  });
  await flush();
  return sizeBytes;
}

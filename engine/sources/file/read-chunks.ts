import type { FileSlice } from '../file-slice.ts';
import type { Pacer } from '../pacer.ts';
import { fileShrank, fileUnreadable, fileVanished } from './file-errors.ts';
import { type FileSystem, isMissing, type OpenFile } from './file-system.ts';

/** Bytes read at a time. */
export const CHUNK_BYTES = 512 * 1024;
/** Bytes handed on at a time, so few that even slow work with them gives way to the event loop soon. */
const PIECE_BYTES = 8 * 1024;

/**
 * Reads a file as it was when it was listed, piece by piece: what was added since is left out. The bytes are valid only during
 * the call of `take`.
 *
 * @param pieceBytes bytes handed on at a time; the pacer is asked between pieces
 *
 * Throws SRC-003, SRC-004 and SRC-005 (located at `nodeId`) for a file that cannot be read, is gone, or is shorter than it
 * was; `CancelledError` when the pacer's signal aborts.
 */
export async function readChunks(
  slice: FileSlice,
  nodeId: string,
  files: FileSystem,
  pacer: Pacer,
  take: (bytes: Uint8Array) => void,
  pieceBytes = PIECE_BYTES,
): Promise<void> {
  if (slice.sizeBytes === 0) return;
  const file = await openSlice(slice, nodeId, files);
  try {
    const buffer = new Uint8Array(Math.min(CHUNK_BYTES, slice.sizeBytes));
    for (let position = 0; position < slice.sizeBytes; ) {
      const wanted = Math.min(buffer.length, slice.sizeBytes - position);
      const count = await readAt(file, buffer.subarray(0, wanted), position, slice, nodeId);
      for (let from = 0; from < count; from += pieceBytes) {
        if (pacer.isDue) await pacer.rest();
        take(buffer.subarray(from, Math.min(from + pieceBytes, count)));
      }
      position += count;
    }
  } finally {
    await file.close();
  }
}

async function openSlice(slice: FileSlice, nodeId: string, files: FileSystem): Promise<OpenFile> {
  try {
    return await files.open(slice.path);
  } catch (cause) {
    throw isMissing(cause) ? fileVanished(nodeId, slice.path) : fileUnreadable(nodeId, slice.path, cause);
  }
}

async function readAt(
  file: OpenFile,
  bytes: Uint8Array,
  position: number,
  slice: FileSlice,
  nodeId: string,
): Promise<number> {
  let count: number;
  try {
    count = await file.read(bytes, position);
  } catch (cause) {
    throw fileUnreadable(nodeId, slice.path, cause);
  }
  if (count === 0) throw fileShrank(nodeId, slice.path, slice.sizeBytes, position);
  return count;
}
